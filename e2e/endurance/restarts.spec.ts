import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byRole } from '../testing/pages/by-role.ts';
import { endMark } from '../testing/pages/wait-for-badge.ts';
import { startInPlace } from '../testing/pages/start-in-place.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { storedRows } from '../testing/records/stored-rows.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

let profile: Profile;

beforeAll(async () => {
  profile = await openProfile({ browser: 'chromium' });
});

afterAll(async () => {
  await profile?.close();
});

/** Sets the length of a focus session in milliseconds. */
async function setLength(length: number): Promise<void> {
  const preset = {
    work_duration: length / 60_000,
    short_break: 5,
    long_break: 15,
    sessions_before_long_break: 4,
  };
  await profile.send({ type: 'edit-preset', key: 'short', preset });
}

async function lastSession() {
  const sessions = await storedRows(await profile.quietPage(), 'baton-local', 'pomodoro_sessions');
  return sessions.toSorted((one, other) => one.start_time - other.start_time).at(-1);
}

describe('a session outlives the worker and the browser', () => {
  it('ENGINE-2 ends at the same instant after a kill of the worker and a restart of the browser', async () => {
    // A busy machine has to start the browser again within it.
    const length = 45_000;
    await setLength(length);
    await byRole(await profile.popup(), 'button', 'Start').click();
    await waitUntil('the badge counts seconds', async () => (await profile.badge()).text.endsWith('s'));
    await profile.killWorker();
    await profile.restart({ crash: true });
    await waitUntil('the badge goes on counting', async () => (await profile.badge()).text.endsWith('s'));
    await waitUntil('the badge marks the end', async () => (await profile.badge()).text === endMark, {
      timeout: length + 30_000,
    });
    const session = await waitUntil('the history has it', lastSession);
    expect(session).toMatchObject({ completed: true, active_time: length });
    expect((session.end_time ?? 0) - session.start_time).toBe(length);
  });

  it('ENGINE-2 a phase that ended while the browser was closed has its true end', async () => {
    const length = 15_000;
    await setLength(length);
    const before = await lastSession();
    await startInPlace(profile, { type: 'start', phase: 'work' });
    const over = Date.now() + length + 1000;
    await profile.restart({
      crash: true,
      meanwhile: () => waitUntil('the phase is over', () => Date.now() > over, { timeout: length + 30_000 }),
    });
    const session = await waitUntil('the history has the next one', async () => {
      const last = await lastSession();
      return last?.id === before?.id ? null : last;
    });
    expect((session.end_time ?? 0) - session.start_time).toBe(length);
  });

  it('WELCOME-1 the welcome page, which the launcher saw after the installation, does not come again', async () => {
    const page = await profile.quietPage();
    const open = (await page.evaluate(
      `chrome.runtime.getContexts({ contextTypes: ['TAB'] }).then((tabs) => tabs.map(({ documentUrl }) => documentUrl))`,
    )) as string[];
    expect(open.length).toBeGreaterThan(0);
    expect(open.filter((address) => address.includes('welcome'))).toEqual([]);
  });
});
