import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { moveInto } from './move-into.ts';
import type { Ledger } from './ledger.ts';
import { act, checkpointRow, freshLedger, session, sessionRow, task, user, userRow } from './testing/rows.ts';

const made = [
  task({ id: 't', title: 'Mine', edited: { title: 5 } }),
  act(),
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
  await ledger.setNote('rung', 'x');
  return ledger;
}

const served = userRow({
  pomodoro_settings: { short: 2, preset: 'short', daily_goal: 90 },
  edited: { daily_goal: 4 },
});

test('STORE-14 signing in brings what was made signed out into the account, to be sent', async () => {
  const [from, to] = await Promise.all([signedOut(), freshLedger()]);
  await to.absorb([{ table: 'users', row: served }], { cursor: 3, epoch: 'e' });
  await moveInto(from, to, 'ada');
  expect(await to.waiting()).toBe(4);
  expect(await to.all('pomodoro_checkpoints')).toEqual([checkpointRow()]);
  expect(await to.all('users')).toEqual([
    userRow({
      pomodoro_settings: { short: 2, preset: 'long', daily_goal: 90 },
      edited: { preset: 9, daily_goal: 4 },
    }),
  ]);
  expect(await from.all('tasks')).toEqual([]);
  expect(await from.all('users')).toEqual([]);
  expect(await from.note('rung')).toBeUndefined();
});

test('STORE-14 killed before the end and run again, it makes nothing twice and undoes nothing', async () => {
  const [from, to] = await Promise.all([signedOut(), freshLedger()]);
  await moveInto({ ...from, empty: () => Promise.resolve() }, to, 'ada');
  const sent = await to.pending(200);
  await to.acknowledge(
    sent.map(({ mark }) => mark),
    [],
  );
  await to.absorb([act({ timestamp: 900 }), session({ active_time: 7 })], { cursor: 2, epoch: 'e' });
  await to.record([task({ id: 't', title: 'Later', edited: { title: 8 } })]);
  await moveInto(from, to, 'ada');
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
  await moveInto(from, to, 'ada');
  expect(await to.all('users')).toEqual([served]);
  expect(await to.waiting()).toBe(0);
});

test('STORE-14 a long history moves as a whole', async () => {
  const [from, to] = await Promise.all([freshLedger(), freshLedger()]);
  await from.record(Array.from({ length: 1201 }, (_, index) => session({ id: `s${index}` })));
  await moveInto(from, to, 'ada');
  expect((await to.all('pomodoro_sessions')).length).toBe(1201);
  expect(await to.waiting()).toBe(1201);
});
