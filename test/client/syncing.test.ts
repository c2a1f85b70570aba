import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { sessionRow } from '../../lib/store/testing/rows.ts';
import type { Change } from '../../lib/store/rows.ts';
import { createSyncClock } from '../../lib/sync/clock/sync-clock.ts';
import { fetchAll } from '../../lib/sync/fetch-all.ts';
import { createSupabaseRemote } from '../../lib/sync/supabase/supabase-remote.ts';
import { newAct, newTask, titles } from './testing/changes.ts';
import { patience } from './testing/patience.ts';
import { useBackend } from './testing/use-backend.ts';

const { backend, startAnother, startAgain, openBrowser, person } = useBackend();

test('CLIENT-1 two browsers of one person come to the same rows, both ways', async () => {
  const [a, b] = await person(2);
  const act = newAct();
  const history: Change = {
    table: 'pomodoro_sessions',
    row: sessionRow({ id: randomUUID(), start_time: Date.now() - 1_500_000, end_time: Date.now() }),
  };
  await a.ledger.record([newTask('From A'), act, history]);
  await b.ledger.record([newTask('From B')]);
  for (const browser of [a, b, a]) await browser.loop.syncNow();
  for (const table of ['users', 'tasks', 'pomodoro_checkpoints', 'pomodoro_sessions'] as const) {
    expect(await a.ledger.all(table)).toEqual(await b.ledger.all(table));
  }
  expect(await titles(a)).toEqual(['From A', 'From B']);
  expect(await b.ledger.all('pomodoro_checkpoints')).toEqual([act.row]);
  expect(await b.ledger.all('pomodoro_sessions')).toMatchObject([history.row]);
  expect((await a.ledger.all('devices')).map(({ id }) => id).sort()).toEqual([a.device, b.device].sort());
  expect(await a.ledger.waitingCount()).toBe(0);
  expect(a.statuses.at(-1)).toEqual({ link: 'synced', problem: null });
});

test('CLIENT-2 settings merge by key; what nobody set stays the account’s', async () => {
  const [a, b] = await person(2);
  await a.loop.syncNow();
  await b.loop.syncNow();
  const [there] = await a.ledger.all('users');
  if (!there) throw new Error('The account has no row.');
  expect(there.username).toMatch(/^ada_/);
  const set = (key: string, value: unknown): Change => ({
    table: 'users',
    row: {
      ...there,
      pomodoro_settings: { ...there.pomodoro_settings, [key]: value },
      edited: { ...there.edited, [key]: Date.now() },
    },
  });
  await a.ledger.record([set('preset', 'long')]);
  await b.ledger.record([set('daily_goal', 90)]);
  for (const browser of [a, b, a]) await browser.loop.syncNow();
  const [mine] = await a.ledger.all('users');
  expect(mine).toEqual((await b.ledger.all('users'))[0]);
  expect(mine?.pomodoro_settings).toEqual({ ...there.pomodoro_settings, preset: 'long', daily_goal: 90 });
});

test('SYNC-35 a look reads one’s own row, and leads to a call only where the server has more', async () => {
  const [a, b] = await person(2);
  const [other] = await person(1);
  await other.loop.syncNow();
  for (const browser of [a, b, a]) await browser.loop.syncNow();
  const before = a.calls();
  await a.loop.look();
  expect(a.calls()).toBe(before);
  await b.ledger.record([newTask('From B')]);
  await b.loop.syncNow();
  await a.loop.look();
  expect(a.calls()).toBe(before + 1);
  expect(await titles(a)).toEqual(['From B']);
});

test('CLIENT-3 a hint brings its rows, without a call', async () => {
  const [a, b] = await person(2);
  await Promise.all([a.loop.syncNow(), b.loop.syncNow()]);
  await b.listen();
  const before = b.calls();
  await a.ledger.record([newTask('Live')]);
  await a.loop.syncNow();
  await expect.poll(() => titles(b), { timeout: 5000 }).toEqual(['Live']);
  expect(b.calls()).toBe(before);
  expect((await b.ledger.cursor()).cursor).toBe((await a.ledger.cursor()).cursor);
});

test('CLIENT-3 a channel that was closed can be opened again at once', async () => {
  const [a, b] = await person(2);
  await Promise.all([a.loop.syncNow(), b.loop.syncNow()]);
  const first = await b.listen();
  await b.listen();
  await a.ledger.record([newTask('Live')]);
  await a.loop.syncNow();
  await expect.poll(() => titles(b), { timeout: 5000 }).toEqual(['Live']);
  expect(first.downs).toEqual([]);
});

test('CLIENT-4 a channel outlives its token', async () => {
  const short = await startAnother({ auth: { jwt_expiry: 3 } });
  const browser = await openBrowser(short);
  const email = `${randomUUID()}@example.org`;
  expect(await browser.auth.signUp({ email, password: 'hunter22' })).toMatchObject({ ok: true });
  const seen = await browser.listen();
  const ups = seen.ups;
  await expect.poll(() => seen.downs.length, patience).toBeGreaterThan(0);
  await expect.poll(() => seen.ups, patience).toBeGreaterThan(ups);
  const other = await openBrowser(short);
  await other.auth.signIn({ email, password: 'hunter22' });
  await other.ledger.record([newTask('After')]);
  await other.loop.syncNow();
  await expect.poll(() => titles(browser), patience).toEqual(['After']);
  await browser.close();
  await short.stop();
});

test('CLIENT-5 a clock that is half an hour off costs neither the login nor a true time', async () => {
  const [a, b] = await person(2);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 30 * 60_000 });
  await a.auth.renewLogin();
  await a.ledger.record([newAct(a.clock.now())]);
  await a.loop.syncNow();
  vi.useRealTimers();
  await b.loop.syncNow();
  const [act] = await b.ledger.all('pomodoro_checkpoints');
  expect(Math.abs(Date.now() - (act?.timestamp ?? 0))).toBeLessThan(10_000);
  expect(a.statuses.at(-1)?.link).toBe('synced');
});

test('CLIENT-6 a backend that goes away and comes back is found again', async () => {
  const [a, b] = await person(2);
  await a.loop.syncNow();
  const seen = await b.listen();
  await backend().stop();
  await expect.poll(() => seen.downs.length, patience).toBeGreaterThan(0);
  await a.ledger.record([newTask('Meanwhile')]);
  await a.loop.syncNow();
  expect(a.statuses.at(-1)?.link).toBe('offline');
  expect(await a.ledger.waitingCount()).toBe(1);
  await startAgain();
  await expect.poll(() => titles(b), patience).toEqual(['Meanwhile']);
  expect(await a.ledger.waitingCount()).toBe(0);
});

test('CLIENT-7 what the server refuses is set aside with its sentence, and so is what it cannot even read', async () => {
  const [a] = await person(1);
  const nul = String.fromCodePoint(0);
  await a.ledger.record([newTask('x'.repeat(501)), newTask('Good'), newTask(`Bad${nul}`), newAct()]);
  await a.loop.syncNow();
  expect(await a.ledger.waitingCount()).toBe(0);
  const aside = await a.ledger.setAsideRows();
  expect(aside).toContainEqual(
    expect.objectContaining({ rule: 'tasks_title_check', reason: 'A title has 1 to 500 characters.' }),
  );
  expect(aside.filter(({ reason }) => reason.includes('u0000')).length).toBe(1);
  expect(aside.length).toBe(2);
  expect(a.statuses.at(-1)?.link).toBe('synced');
});

test('CLIENT-8 all of an account can be read without sending anything', async () => {
  const [a, b] = await person(2);
  await a.ledger.record([newTask('Theirs')]);
  await a.loop.syncNow();
  await b.ledger.record([newTask('Mine')]);
  const remote = createSupabaseRemote({
    connection: b.connection,
    schedule: () => () => undefined,
    random: () => 0,
    device: { id: b.device, name: 'Chrome', platform: 'Linux' },
  });
  const clock = createSyncClock({
    read: () => ({ wall: Date.now(), steady: performance.now() }),
    offset: 0,
  });
  expect(await fetchAll({ ledger: b.ledger, remote, clock })).toBeNull();
  expect(await titles(b)).toEqual(['Mine', 'Theirs']);
  expect(await b.ledger.waitingCount()).toBe(1);
  await a.loop.syncNow();
  expect(await titles(a)).toEqual(['Theirs']);
});
