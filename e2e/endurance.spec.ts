import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byRole } from './fixtures/by-role.ts';
import { openProfile, type Profile } from './fixtures/profile.ts';
import { storedRows } from './fixtures/stored-rows.ts';
import { until } from './fixtures/until.ts';

let profile: Profile;

beforeAll(async () => {
  profile = await openProfile({ browser: 'chromium' });
  const short = { work_duration: 0.3, short_break: 5, long_break: 15, sessions_before_long_break: 4 };
  await profile.send({ type: 'edit-preset', key: 'short', preset: short });
});

afterAll(async () => {
  await profile?.close();
});

async function lastSession() {
  const popup = await profile.popup();
  const sessions = await storedRows(popup, 'baton-local', 'pomodoro_sessions');
  return sessions.toSorted((one, other) => one.start_time - other.start_time).at(-1);
}

describe('ENGINE-2 a session outlives the worker and the browser', () => {
  it('ends at the same instant after a kill of the worker and a restart of the browser', async () => {
    await byRole(await profile.popup(), 'button', 'Start').click();
    await until('the badge counts seconds', async () => (await profile.badge()).text.endsWith('s'));
    await profile.killWorker();
    await profile.restart({ crash: true });
    await until('the badge goes on counting', async () => (await profile.badge()).text.endsWith('s'));
    await until('the badge is empty', async () => (await profile.badge()).text === '', { timeout: 30_000 });
    const session = await until('the history has it', lastSession);
    expect(session).toMatchObject({ completed: true, active_time: 18_000 });
    expect((session.end_time ?? 0) - session.start_time).toBe(18_000);
  });

  it('a phase that ended while the browser was closed has its true end', async () => {
    const before = await lastSession();
    await profile.send({ type: 'start', phase: 'work' });
    const started = Date.now();
    await profile.restart({ crash: true });
    await until('the phase is over', () => Date.now() - started > 20_000, { timeout: 25_000 });
    await profile.restart();
    const session = await until('the history has the next one', async () => {
      const last = await lastSession();
      return last?.id === before?.id ? null : last;
    });
    expect((session.end_time ?? 0) - session.start_time).toBe(18_000);
  });
});
