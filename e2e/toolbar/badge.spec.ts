import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byRole } from '../testing/pages/by-role.ts';
import { startInPlace } from '../testing/pages/start-in-place.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

/** The mark that stands on a paused badge. */
const pauseMark = '❚❚';

describe.each(['chromium', 'firefox'] as const)('Baton in %s', (browser) => {
  let profile: Profile;

  beforeAll(async () => {
    profile = await openProfile({ browser });
  });

  afterAll(async () => {
    await profile?.close();
  });

  async function startFocus(): Promise<void> {
    expect(await startInPlace(profile, { type: 'start', phase: 'work' })).toEqual({ ok: true });
  }

  it('BADGE-1 shows nothing before anything runs, and the minutes once it does', async () => {
    expect(await profile.badge()).toMatchObject({ text: '' });
    const popup = await profile.popup();
    await byRole(popup, 'button', 'Start').click();
    await waitUntil('the badge shows the minutes', async () => (await profile.badge()).text === '25');
  });

  it('BADGE-1 shows a mark while the timer is paused', async () => {
    await startFocus();
    const popup = await profile.popup();
    await byRole(popup, 'button', 'Pause').click();
    await waitUntil('the badge shows the pause', async () => (await profile.badge()).text === pauseMark);
    await byRole(popup, 'button', 'Resume').click();
    await waitUntil('the badge shows the minutes', async () => /^2[45]$/.test((await profile.badge()).text));
  });

  it('ENGINE-2 the running timer is there again after the browser was restarted', async () => {
    await startFocus();
    await profile.restart();
    await waitUntil('the badge shows the minutes', async () => /^2[45]$/.test((await profile.badge()).text));
    const popup = await profile.popup();
    await byRole(popup, 'button', 'Pause').wait();
    expect(await popup.$eval('[role="timer"]', (face) => face.textContent)).toMatch(/^2[45]:\d\d$/);
  });
});
