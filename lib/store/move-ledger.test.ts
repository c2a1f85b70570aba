import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { hasNoTasksOrHistory } from './has-no-tasks-or-history.ts';
import { moveLedger } from './move-ledger.ts';
import type { Ledger } from './ledger.ts';
import {
  checkpoint,
  checkpointRow,
  freshLedger,
  session,
  sessionRow,
  task,
  user,
  userRow,
} from './testing/rows.ts';

const made = [
  task({ id: 't', title: 'Mine', edited: { title: 5 } }),
  checkpoint(),
  session(),
  user({
    id: 'local',
    pomodoro_settings: { short: 1, preset: 'long', daily_goal: 60 },
    edited: { preset: 9, daily_goal: 2 },
  }),
];

async function signedOut(): Promise<Ledger> {
  const ledger = await freshLedger();
  await ledger.record(made);
  await ledger.setLocalValue('rung', 'x');
  return ledger;
}

const served = userRow({
  pomodoro_settings: { short: 2, preset: 'short', daily_goal: 90 },
  edited: { daily_goal: 4 },
});

test('STORE-14 signing in brings what was made signed out into the account, to be sent', async () => {
  const [from, to] = await Promise.all([signedOut(), freshLedger()]);
  await to.absorb([{ table: 'users', row: served }], { cursor: 3, epoch: 'e' });
  await moveLedger(from, to, { owner: 'ada', now: 100 });
  expect(await to.waitingCount()).toBe(4);
  expect(await to.all('pomodoro_checkpoints')).toEqual([checkpointRow()]);
  expect(await to.all('users')).toEqual([
    userRow({
      pomodoro_settings: { short: 2, preset: 'long', daily_goal: 90 },
      edited: { preset: 9, daily_goal: 4 },
    }),
  ]);
  expect(await from.all('tasks')).toEqual([]);
  expect(await from.all('users')).toEqual([]);
  expect(await from.localValue('rung')).toBeUndefined();
});

test('STORE-14 killed before the end and run again, it makes nothing twice and undoes nothing', async () => {
  const [from, to] = await Promise.all([signedOut(), freshLedger()]);
  await moveLedger({ ...from, clear: () => Promise.resolve() }, to, { owner: 'ada', now: 100 });
  const sent = await to.waitingRows(200);
  await to.acknowledge(
    sent.map(({ mark }) => mark),
    [],
  );
  await to.absorb([checkpoint({ timestamp: 900 }), session({ active_time: 7 })], { cursor: 2, epoch: 'e' });
  await to.record([task({ id: 't', title: 'Later', edited: { title: 8 } })]);
  await moveLedger(from, to, { owner: 'ada', now: 100 });
  expect(await to.all('pomodoro_checkpoints')).toEqual([checkpointRow({ timestamp: 900 })]);
  expect(await to.all('pomodoro_sessions')).toEqual([sessionRow({ active_time: 7 })]);
  expect((await to.get('tasks', 't'))?.title).toBe('Later');
  expect((await to.all('users')).map(({ id }) => id)).toEqual(['ada']);
  expect(await from.all('pomodoro_sessions')).toEqual([]);
});

test('STORE-14 settings that nobody touched stay those of the account', async () => {
  const [from, to] = await Promise.all([freshLedger(), freshLedger()]);
  await from.record([user({ id: 'local', pomodoro_settings: { short: 1 }, edited: {} })]);
  await to.absorb([{ table: 'users', row: served }], { cursor: 3, epoch: 'e' });
  await moveLedger(from, to, { owner: 'ada', now: 100 });
  expect(await to.all('users')).toEqual([served]);
  expect(await to.waitingCount()).toBe(0);
});

test('STORE-14 a long history moves as a whole', async () => {
  const [from, to] = await Promise.all([freshLedger(), freshLedger()]);
  await from.record(Array.from({ length: 1201 }, (_, index) => session({ id: `s${index}` })));
  await moveLedger(from, to, { owner: 'ada', now: 100 });
  expect((await to.all('pomodoro_sessions')).length).toBe(1201);
  expect(await to.waitingCount()).toBe(1201);
});

test('ACCOUNT-9 of a side that is given up nothing arrives', async () => {
  const [from, to] = await Promise.all([signedOut(), freshLedger()]);
  await moveLedger(from, to, { owner: 'ada', choice: 'account', now: 100 });
  expect(await to.waitingCount()).toBe(0);
  expect(await hasNoTasksOrHistory(from)).toBe(true);
});

test("ACCOUNT-9 this browser's tasks and settings can win; the history of both stays", async () => {
  const [from, to] = await Promise.all([signedOut(), freshLedger()]);
  const theirs = [
    task({ id: 'theirs', title: 'Theirs', edited: { title: 3, deleted_at: 200 } }),
    task({ id: 'gone', deleted_at: 7 }),
    session({ id: 'their session' }),
    { table: 'users' as const, row: { ...served, edited: { daily_goal: 4, preset: 500 } } },
  ];
  await to.absorb(theirs, { cursor: 3, epoch: 'e' });
  await moveLedger(from, to, { owner: 'ada', choice: 'here', now: 100 });
  const tasks = await to.all('tasks');
  expect(tasks.map(({ id, deleted_at }) => [id, deleted_at])).toEqual([
    ['gone', 7],
    ['t', null],
    ['theirs', 100],
  ]);
  expect(tasks.find(({ id }) => id === 'theirs')?.edited).toEqual({ title: 3, deleted_at: 201 });
  expect((await to.all('pomodoro_sessions')).length).toBe(2);
  expect((await to.all('users')).map((row) => [row.pomodoro_settings, row.edited])).toEqual([
    [
      { short: 2, preset: 'long', daily_goal: 60 },
      { preset: 501, daily_goal: 100 },
    ],
  ]);
  const waiting = await to.waitingRows(200);
  expect(waiting.map(({ change }) => change.row.id).toSorted()).toEqual(
    ['act', 'ada', 'session', 't', 'theirs'].toSorted(),
  );
});

test('STORE-14 what another clock stamped keeps its instants', async () => {
  const [from, to] = await Promise.all([freshLedger(), freshLedger()]);
  await from.record([
    task({ created_at: 1000, completed_at: 2000, edited: { title: 1500 } }),
    checkpoint({ timestamp: 1000, last_active: 900 }),
    session({ start_time: 1000, end_time: null }),
    user({ edited: { preset: 700 }, pomodoro_settings: { preset: 'long' } }),
  ]);
  await moveLedger(from, to, { owner: 'local', now: 0, shift: -300 });
  expect(await to.all('tasks')).toMatchObject([
    { created_at: 700, completed_at: 1700, deleted_at: null, edited: { title: 1200 } },
  ]);
  expect(await to.all('pomodoro_checkpoints')).toMatchObject([{ timestamp: 700, last_active: 600 }]);
  expect(await to.all('pomodoro_sessions')).toMatchObject([{ start_time: 700, end_time: null }]);
  expect(await to.all('users')).toMatchObject([{ id: 'local', edited: { preset: 400 } }]);
});

test('STORE-32 acts of this browser get the id that it has there; those of others keep theirs', async () => {
  const [from, to] = await Promise.all([freshLedger(), freshLedger()]);
  await from.record([
    checkpoint({ id: 'mine', device_id: 'nowhere' }),
    checkpoint({ id: 'imported', device_id: 'phone' }),
  ]);
  await moveLedger(from, to, { owner: 'ada', now: 100, device: { from: 'nowhere', to: 'there' } });
  const acts = await to.all('pomodoro_checkpoints');
  expect(acts.map(({ id, device_id }) => [id, device_id])).toEqual([
    ['imported', 'phone'],
    ['mine', 'there'],
  ]);
});
