import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byRole } from '../testing/pages/by-role.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { waitForPausedBadge } from '../testing/pages/wait-for-badge.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

let profile: Profile;

beforeAll(async () => {
  profile = await openProfile({ browser: 'chromium' });
});

afterAll(async () => {
  await profile?.close();
});

const fillDisk = `{
  globalThis.put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException('No room.', 'QuotaExceededError'); };
}`;
const freeDisk = `IDBObjectStore.prototype.put = globalThis.put ?? IDBObjectStore.prototype.put`;

const press = (key: string) => profile.dispatchEvent('commands.onCommand', key);

async function badgeSays(text: RegExp): Promise<void> {
  await waitUntil(`the badge says ${String(text)}`, async () => text.test((await profile.badge()).text));
}

describe('a press that could not be carried out', () => {
  it('TOOLBAR-9 is marked and told on the toolbar, over the death of the worker, and in the next popup', async () => {
    await press('toggle');
    await badgeSays(/^25$/);
    await profile.inWorker(fillDisk);
    await press('toggle');
    await badgeSays(/^!25$/);
    expect((await profile.badge()).title).toMatch(
      /^Your last action had no effect\. This browser's storage is full\..*\n.*25 min left/,
    );
    await profile.killWorker();
    await profile.send({ type: 'opened' });
    await badgeSays(/^!2\d$/);

    const popup = await profile.popup();
    await popup.waitForFunction(`/Your action at .+ had no effect\\.This browser's storage is full\\./
      .test(document.querySelector('.notice[data-urgent=true]')?.textContent)`);
    await badgeSays(/^2\d$/);
    await byRole(popup, 'button', 'Dismiss').click();
    await popup.reload();
    await byRole(popup, 'button', 'Pause').wait();
    expect(await popup.$('.notice')).toBeNull();
  });

  it('TOOLBAR-10 is told at once in a popup that is open', async () => {
    const popup = await profile.popup();
    await byRole(popup, 'button', 'Pause').wait();
    await profile.inWorker(fillDisk);
    await press('toggle');
    await popup.waitForSelector('.notice[data-urgent=true]');
    await badgeSays(/^2\d$/);
    await profile.inWorker(freeDisk);
  });

  it('TOOLBAR-10 has no mark any more once a press has worked', async () => {
    await profile.closePages();
    await profile.inWorker(fillDisk);
    await press('toggle');
    await badgeSays(/^!2\d$/);
    await profile.inWorker(freeDisk);
    await press('toggle');
    await waitForPausedBadge(profile);
    await badgeSays(/^2\d$/);
    await press('stop');
    await badgeSays(/^$/);
  });
});
