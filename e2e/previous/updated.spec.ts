import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { unpackBuild } from '../../test/previous/unpack.ts';
import { openProfile } from '../testing/browsers/profile.ts';
import { buildFolder } from '../testing/builds/build-folder.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { pressInPopup } from '../testing/pages/press-in-popup.ts';
import { heldRows } from '../testing/records/held-rows.ts';

it.each(['chromium', 'firefox'] as const)(
  'PREV-8 %s is updated from the previous version in the middle of a session, which runs on',
  async (browser) => {
    const extension = await mkdtemp(join(tmpdir(), 'baton-updated-'));
    unpackBuild(browser, extension);
    const profile = await openProfile({ browser, extension });
    try {
      expect(await profile.send({ type: 'add-task', title: 'Write report', estimate: 1 })).toEqual({
        ok: true,
      });
      const old = await pressInPopup(profile, 'Start');
      await byRole(old, 'button', 'Pause').wait();
      const before = await heldRows(profile);
      // As a browser does it: other files at the same place, then the same extension again.
      await rm(extension, { recursive: true });
      await cp(buildFolder(browser), extension, { recursive: true });
      await profile.update();
      const shown = '(globalThis.browser ?? chrome).runtime.getContexts({ contextTypes: ["TAB"] })';
      const pages = await (
        await profile.quietPage()
      ).evaluate(`${shown}.then((pages) => pages.map(({ documentUrl }) => documentUrl).join())`);
      expect(pages).not.toContain('popup.html');
      const popup = await profile.popup();
      await byRole(popup, 'button', 'Pause').wait();
      expect(await popup.$eval('main', (main) => main.textContent)).toContain('Write report');
      const after = await heldRows(profile);
      expect(after.checkpoints).toEqual(before.checkpoints);
      expect((await profile.badge()).text).toMatch(/^2[45]$/);
      await byRole(popup, 'button', 'Pause').click();
      await byRole(popup, 'button', 'Resume').wait();
    } finally {
      await profile.close();
      await rm(extension, { recursive: true, force: true });
    }
  },
);
