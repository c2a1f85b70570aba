import { cp, mkdtemp, rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackBuild } from '../../test/previous/unpack.ts';
import { openProfile } from '../testing/browsers/profile.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { pressInPopup } from '../testing/pages/press-in-popup.ts';
import { waitForBadge } from '../testing/pages/wait-for-badge.ts';
import { heldRows } from '../testing/records/held-rows.ts';

/**
 * Starts a session in the previous version and updates it to the build in a folder, as a browser does: other files at
 * the same place, then the same extension again. Throws unless the session, its task and its acts go on as they were,
 * and no page of the old version stays.
 */
export async function updateInSession(browser: 'chromium' | 'firefox', build: string): Promise<void> {
  const extension = await mkdtemp(join(tmpdir(), 'baton-updated-'));
  unpackBuild(browser, extension);
  const profile = await openProfile({ browser, extension });
  try {
    const added = await profile.send({ type: 'add-task', title: 'Write report', estimate: 1 });
    if (!added.ok) throw new Error(`The previous version adds no task: ${added.reason}`);
    const old = await pressInPopup(profile, 'Start');
    await byRole(old, 'button', 'Pause').wait();
    const before = await heldRows(profile);
    await rm(extension, { recursive: true });
    await cp(build, extension, { recursive: true });
    await profile.update();
    const shown = '(globalThis.browser ?? chrome).runtime.getContexts({ contextTypes: ["TAB"] })';
    const pages = (await (
      await profile.quietPage()
    ).evaluate(`${shown}.then((pages) => pages.map(({ documentUrl }) => documentUrl).join())`)) as string;
    if (pages.includes('popup.html')) throw new Error(`A page of the old version is open: ${pages}`);
    const popup = await profile.popup();
    await byRole(popup, 'button', 'Pause').wait();
    const text = await popup.$eval('main', (main) => main.textContent);
    if (!text.includes('Write report')) throw new Error(`The task is gone: ${text}`);
    const after = await heldRows(profile);
    if (!isDeepStrictEqual(after.checkpoints, before.checkpoints)) {
      throw new Error(
        `The acts are others now:\n${JSON.stringify(before.checkpoints)}\n${JSON.stringify(after.checkpoints)}`,
      );
    }
    await waitForBadge(profile, /^2[45]$/);
    await byRole(popup, 'button', 'Pause').click();
    await byRole(popup, 'button', 'Resume').wait();
  } finally {
    await profile.close();
    await rm(extension, { recursive: true, force: true });
  }
}
