import 'fake-indexeddb/auto';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { eraseDatabase } from '../store/database.ts';
import { ledgerName } from '../store/ledger-name.ts';
import { storageFullError } from '../store/storage-full.ts';
import { storageNewerError } from '../store/storage-newer.ts';
import { task } from '../store/testing/rows.ts';
import type { Auth } from '../sync/supabase/auth.ts';
import { openSignedIn } from './testing/host.ts';
import { openTestBrowser } from './testing/test-browser.ts';

const minutes = 60_000;
const person = 'ada';
const signedOut = { account: null, owner: null } as const;

afterEach(async () => {
  for (const owner of [person, null]) await eraseDatabase(ledgerName(owner));
});

test('SLEEP-1 SLEEP-4 without another device there is no socket, and a check for one every five minutes', async () => {
  const { seen, background } = openTestBrowser();
  await background.wake('start');
  await background.wake('pulse');
  expect(seen).toMatchObject({ isListening: false, pulse: 5 * minutes });
});

test('SLEEP-1 SLEEP-4 with nobody there, there is neither socket nor check', async () => {
  const { seen, background } = openTestBrowser({ others: ['elsewhere'] });
  seen.isThere = false;
  await background.wake('start');
  await background.wake('pulse');
  expect(seen).toMatchObject({ isListening: false, pulse: null });
});

test('SLEEP-2 SLEEP-4 SLEEP-5 with another device there is a socket, checked every 30 s, until nobody is there', async () => {
  const { seen, background } = openTestBrowser({ others: ['elsewhere'] });
  await background.wake('start');
  await background.wake('pulse');
  expect(seen).toMatchObject({ isListening: true, pulse: 0.5 * minutes });
  seen.isThere = false;
  await background.wake('pulse');
  expect(seen).toMatchObject({ isListening: false, pulse: null });
});

test('SLEEP-5 signing out closes the socket of the account', async () => {
  const { seen, background } = openTestBrowser({ others: ['elsewhere'] });
  await background.wake('start');
  expect(seen.isListening).toBe(true);
  expect(await background.handle({ type: 'sign-out', keep: true })).toEqual({ ok: true });
  expect(seen.isListening).toBe(false);
});

test('SLEEP-2 a page that opens keeps a socket open for five minutes', async () => {
  const { time, seen, background } = openTestBrowser();
  await background.wake('start');
  await background.handle({ type: 'sync-now' });
  expect(seen.isListening).toBe(true);
  time.pass(5 * minutes);
  await background.wake('pulse');
  expect(seen.isListening).toBe(false);
});

test('SLEEP-3 while hints arrive, alarms make one call in ten minutes and no other', async () => {
  const { time, seen, background } = openTestBrowser({ others: ['elsewhere'] });
  await background.wake('start');
  await background.handle({ type: 'sync-now' });
  const before = seen.calls;
  for (let passed = 0; passed < 570_000; passed += 30_000) {
    time.pass(30_000);
    await background.wake('pulse');
    await background.wake('timer');
  }
  expect(seen.calls).toBe(before);
  time.pass(30_000);
  await background.wake('pulse');
  expect(seen.calls).toBe(before + 1);
});

test('SLEEP-3 without a socket an alarm only looks, if the last word of the server is 25 s old', async () => {
  const { time, seen, background } = openTestBrowser();
  await background.wake('start');
  await background.wake('timer');
  expect(seen).toMatchObject({ calls: 1, looks: 0 });
  time.pass(25_000);
  await background.wake('timer');
  expect(seen).toMatchObject({ calls: 1, looks: 1 });
});

test('SLEEP-3 after a failure an alarm makes a call', async () => {
  const { seen, background } = openTestBrowser();
  await background.wake('start');
  seen.isOffline = true;
  await background.wake('online');
  const before = seen.calls;
  await background.wake('timer');
  expect(seen.calls).toBeGreaterThan(before);
});

test('ACCOUNT-16 a command that comes while somebody signs out is done in the copy that stays', async () => {
  const signedOut = Promise.withResolvers<void>();
  const { background, status } = openSignedIn({
    auth: { signOut: () => signedOut.promise } as unknown as Auth,
    remote: () =>
      Promise.resolve({
        sync: () => Promise.resolve({ ok: false, failure: { kind: 'offline', detail: '' } }),
        head: () => Promise.resolve({ ok: true, value: null }),
        listen: () => () => undefined,
      }),
  });
  await background.workspace();
  const leaving = background.handle({ type: 'sign-out', keep: true });
  // As far as it gets before the login has ended.
  for (let turns = 0; turns < 20; turns += 1) await setImmediate();
  const starting = background.handle({ type: 'start' });
  for (let turns = 0; turns < 20; turns += 1) await setImmediate();
  signedOut.resolve();
  expect(await Promise.all([leaving, starting])).toEqual([{ ok: true }, { ok: true }]);
  expect(status()).toMatchObject({ account: null, owner: person });
  expect(await (await background.workspace()).ledger.all('pomodoro_checkpoints')).toHaveLength(1);
});

test('ACCOUNT-12 once somebody has signed out, the toolbar shows the timer of whoever is here now', async () => {
  const { background, seen } = openTestBrowser();
  await background.handle({ type: 'start' });
  expect(seen.painted.at(-1)?.view.state).toBe('running');
  await background.handle({ type: 'sign-out', keep: false });
  expect(seen.painted.at(-1)?.view.state).toBe('idle');
});

test('FILES-15 erasing signs an account out, so that nothing of it comes back', async () => {
  const { background, seen, status, fromElsewhere } = openTestBrowser();
  fromElsewhere(task());
  await background.wake('start');
  expect(await background.handle({ type: 'erase' })).toEqual({ ok: true });
  await background.wake('start');
  expect(status()).toMatchObject({ account: null, owner: null });
  expect(seen.signOuts).toBe(1);
  expect(await (await background.workspace()).ledger.all('tasks')).toEqual([]);
});

test('FILES-15 erasing ends no login where nobody is signed in', async () => {
  const { background, seen, status } = openTestBrowser({ known: { account: null, owner: person } });
  await (await background.workspace()).ledger.record([task()]);
  expect(await background.handle({ type: 'erase' })).toEqual({ ok: true });
  expect(await (await background.workspace()).ledger.all('tasks')).toEqual([]);
  expect(seen.signOuts).toBe(0);
  expect(status().owner).toBe(person);
});

test('DIAG-1 a command that broke is noted, and one without room on the disk is only answered', async () => {
  const { background, seen } = openTestBrowser();
  const broken = await background.answer('start', () => Promise.reject(new Error('broken')));
  expect(broken).toEqual({ ok: false, reason: 'unexpected', detail: 'Error: broken' });
  const full = await background.answer('start', () => Promise.reject(storageFullError(null)));
  expect(full).toEqual({ ok: false, reason: 'storage_full' });
  expect(seen.notes).toEqual(['error start Error: broken']);
});

test('STORE-34 a command that meets the database of a newer version is refused with that reason', async () => {
  const { background, seen } = openTestBrowser();
  const answer = await background.answer('start', () => Promise.reject(storageNewerError(null)));
  expect(answer).toEqual({ ok: false, reason: 'newer_store' });
  expect(seen.notes).toEqual([]);
});

test('DIAG-1 it is noted why the worker woke', async () => {
  const { background, seen } = openTestBrowser({ known: signedOut });
  await background.wake('online');
  await background.wake('pulse');
  expect(seen.notes).toEqual(['wake online', 'wake pulse']);
});

test('CLOCK-3 a start and coming back end the trust in the clock, and an alarm does not', async () => {
  const { background, seen } = openTestBrowser();
  await background.wake('start');
  const { clock } = await background.workspace();
  expect(clock.isTrusted()).toBe(true);
  seen.isOffline = true;
  await background.wake('pulse');
  expect(clock.isTrusted()).toBe(true);
  await background.wake('activity');
  expect(clock.isTrusted()).toBe(false);
});

test('CLOCK-3 a start of the browser ends the trust in the clock', async () => {
  const { background, seen } = openTestBrowser();
  await background.wake('pulse');
  const { clock } = await background.workspace();
  expect(clock.isTrusted()).toBe(true);
  seen.isOffline = true;
  await background.wake('start');
  expect(clock.isTrusted()).toBe(false);
});

test('ENGINE-2 the timer’s alarm paints the next minute, and rings once the phase has ended', async () => {
  const { background, seen, time } = openTestBrowser({ known: signedOut });
  await background.handle({ type: 'start' });
  time.pass(minutes);
  await background.wake('timer');
  expect(seen.painted.at(-1)?.view.remaining).toBe(24 * minutes);
  time.pass(24 * minutes);
  await background.wake('timer');
  expect(seen.rung).toHaveLength(1);
});

const turns = async (): Promise<void> => {
  for (let count = 0; count < 50; count += 1) await setImmediate();
};

test.each(['start', 'timer'] as const)(
  'ENGINE-2 a worker that wakes for the %s paints before the server has answered',
  async (why) => {
    const { background, seen } = openTestBrowser();
    seen.isSilent = true;
    void background.wake(why);
    await turns();
    expect(seen.painted.at(-1)?.view.state).toBe('idle');
    expect(seen.calls).toBe(1);
  },
);

test('ENGINE-2 a page that opens has the toolbar painted before the server has answered', async () => {
  const { background, seen } = openTestBrowser();
  seen.isSilent = true;
  expect(await background.handle({ type: 'opened' })).toEqual({ ok: true });
  expect(seen.painted).toHaveLength(1);
});

test('SLEEP-4 once somebody has signed out there is no pulse any more', async () => {
  const { background, seen } = openTestBrowser();
  await background.wake('start');
  expect(seen.pulse).toBe(5 * minutes);
  await background.handle({ type: 'sign-out', keep: true });
  expect(seen.pulse).toBeNull();
});
