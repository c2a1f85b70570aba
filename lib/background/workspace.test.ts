import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { eraseDatabase } from '../store/database.ts';
import { ledgerName } from '../store/ledger-name.ts';
import { checkpoint } from '../store/testing/rows.ts';
import { openTestBrowser } from './testing/test-browser.ts';

const minutes = 60_000;
const signedOut = { account: null, owner: null } as const;

afterEach(async () => {
  for (const owner of ['ada', null]) await eraseDatabase(ledgerName(owner));
});

test('SLEEP-4 with nobody signed in the worker wakes without a call, a pulse or a fault', async () => {
  const { background, seen, status } = openTestBrowser({ known: signedOut });
  await background.wake('start');
  await background.handle({ type: 'sync-now' });
  expect(seen).toMatchObject({ calls: 0, pulse: null, isListening: false, failures: [] });
  expect(status()).toMatchObject({ link: 'signed-out', problem: null });
});

test('TIMER-19 with nobody signed in a phase begins by itself, as there is no other clock to agree with', async () => {
  const { background, seen, time } = openTestBrowser({ known: signedOut });
  await background.handle({ type: 'set-preferences', preferences: { auto_start_breaks: true } });
  await background.handle({ type: 'start' });
  time.pass(25 * minutes);
  await background.wake('timer');
  expect(seen.painted.at(-1)?.view).toMatchObject({ state: 'running', phase: 'short_break' });
});

test('TIMER-19 with an account nothing begins by itself before the clock is trusted', async () => {
  const { background, seen, time } = openTestBrowser();
  await background.handle({ type: 'set-preferences', preferences: { auto_start_breaks: true } });
  seen.isOffline = true;
  await background.wake('activity');
  await background.handle({ type: 'start' });
  time.pass(25 * minutes);
  await background.wake('timer');
  expect(seen.painted.at(-1)?.view).toMatchObject({ state: 'finished' });
});

test('CLOCK-3 a copy that was kept goes on in the time of its account, and this browser’s own in its own time', async () => {
  const kept = openTestBrowser({ known: { account: null, owner: 'ada', clock_offset: 5 * minutes } });
  const { clock } = await kept.background.workspace();
  expect(clock.now()).toBe(kept.time.now() + 5 * minutes);
  const own = openTestBrowser({ known: { ...signedOut, clock_offset: 5 * minutes } });
  expect((await own.background.workspace()).clock.now()).toBe(own.time.now());
});

test('CLOCK-7 what is made without trust is stamped with the offset of its account, and signed out with none', async () => {
  const kept = openTestBrowser({ known: { account: null, owner: 'ada', clock_offset: 5 * minutes } });
  const { ledger } = await kept.background.workspace();
  await ledger.record([checkpoint()]);
  const own = openTestBrowser({ known: signedOut });
  const local = (await own.background.workspace()).ledger;
  await local.record([checkpoint()]);
  const isSkewed = [await ledger.waitingRows(1), await local.waitingRows(1)].map(
    ([row]) => row?.mark.is_skewed ?? false,
  );
  expect(isSkewed).toEqual([true, false]);
});

test('TIMER-13 an act says by corrected time when its user was last active', async () => {
  const { background, time } = openTestBrowser({
    known: { account: null, owner: 'ada', clock_offset: 5 * minutes },
  });
  await background.handle({ type: 'start' });
  const { ledger } = await background.workspace();
  expect(await ledger.all('pomodoro_checkpoints')).toMatchObject([
    { timestamp: time.now() + 5 * minutes, last_active: time.now() + 5 * minutes },
  ]);
});

test('HISTORY-1 with an account history is written once the server has every act, and not before', async () => {
  const { background, seen, time } = openTestBrowser();
  await background.wake('start');
  seen.isOffline = true;
  await background.handle({ type: 'start' });
  time.pass(26 * minutes);
  await background.wake('timer');
  const { ledger } = await background.workspace();
  expect(await ledger.all('pomodoro_sessions')).toEqual([]);
  seen.isOffline = false;
  await background.wake('online');
  await background.wake('pulse');
  expect(await ledger.all('pomodoro_sessions')).toMatchObject([{ outcome: 'completed' }]);
});

test('SLEEP-5 a workspace that is closed paints no more and calls no server again', async () => {
  const { background, seen, time } = openTestBrowser();
  seen.isOffline = true;
  await background.wake('start');
  expect(seen.stops).toBe(0);
  await background.handle({ type: 'sign-out', keep: true });
  expect(seen.stops).toBe(1);
  const before = seen.calls;
  seen.isOffline = false;
  time.pass(5 * minutes);
  await background.wake('pulse');
  expect(seen.calls).toBe(before);
});
