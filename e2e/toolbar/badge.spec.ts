import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byRole } from '../testing/pages/by-role.ts';
import { startInPlace } from '../testing/pages/start-in-place.ts';
import { badgeColors, endMark, waitForBadge, waitForPausedBadge } from '../testing/pages/wait-for-badge.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { waitForValue } from '../testing/waiting/wait-for-value.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

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

  async function setFocusLength(work_duration: number): Promise<void> {
    const preset = { work_duration, short_break: 5, long_break: 15, sessions_before_long_break: 4 };
    expect(await profile.send({ type: 'edit-preset', key: 'short', preset })).toEqual({ ok: true });
  }

  it('BADGE-1 shows nothing before anything runs, and the minutes once it does', async () => {
    expect(await profile.badge()).toMatchObject({ text: '' });
    const popup = await profile.popup();
    await byRole(popup, 'button', 'Start').click();
    await waitUntil('the badge shows the minutes', async () => (await profile.badge()).text === '25');
  });

  it('BADGE-1 shows the minutes left in the colour of a pause while the timer is paused', async () => {
    await startFocus();
    const popup = await profile.popup();
    await byRole(popup, 'button', 'Pause').click();
    await waitForPausedBadge(profile);
    expect((await profile.badge()).text).toMatch(/^2[45]$/);
    expect((await profile.badge()).title).toMatch(/^Focus paused · 2[45] min left/);
    await byRole(popup, 'button', 'Resume').click();
    await waitUntil('it runs on', async () => (await profile.badge()).color === badgeColors.work);
    expect((await profile.badge()).text).toMatch(/^2[45]$/);
  });

  it('BADGE-4 marks an end in the colour of what comes next, until somebody acts', async () => {
    await setFocusLength(2 / 60);
    await startFocus();
    const ended = {
      text: endMark,
      color: badgeColors.short_break,
      title: 'Focus ended · Short break is next',
    };
    await waitForValue(() => profile.badge(), ended);
    // Firefox puts a background away only in its own time.
    if (browser === 'chromium') {
      await profile.killWorker();
      expect(await profile.badge()).toEqual(ended);
    }
    await byRole(await profile.popup(), 'button', 'Skip the break and start focus').click();
    await waitForBadge(profile, /s$/);
    await setFocusLength(25);
    await waitForValue(() => profile.badge(), ended);
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
