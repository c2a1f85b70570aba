import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { eraseDatabase } from './database.ts';
import { openLedger } from './open-ledger.ts';
import type { Table } from './rows.ts';
import {
  checkpoint,
  checkpointRow,
  device,
  freshLedger,
  session,
  sessionRow,
  task,
  taskRow,
  user,
} from './testing/rows.ts';

test('STORE-1 a recorded row is there, waits, and survives closing', async () => {
  const name = `test-${crypto.randomUUID()}`;
  const ledger = await openLedger({ name });
  await ledger.record([checkpoint(), task()]);
  ledger.close();
  const again = await openLedger({ name });
  expect(await again.get('tasks', 'task')).toEqual(taskRow());
  expect(await again.all('pomodoro_checkpoints')).toEqual([checkpointRow()]);
  expect(await again.waitingCount()).toBe(2);
  expect(await again.waitingCount('tasks')).toBe(1);
  expect(await again.waitingCount('pomodoro_sessions')).toBe(0);
});

test('STORE-2 two changes of one row in one call both count', async () => {
  const ledger = await freshLedger();
  await ledger.record([user()]);
  await ledger.record([
    user({ pomodoro_settings: { preset: 'long' }, edited: { preset: 5 } }),
    user({ pomodoro_settings: { daily_goal: 60 }, edited: { daily_goal: 5 } }),
  ]);
  const row = await ledger.get('users', 'ada');
  expect(row?.pomodoro_settings).toEqual({ preset: 'long', daily_goal: 60 });
  expect(await ledger.waitingCount()).toBe(1);
});

test('STORE-3 a checkpoint that the server has is final', async () => {
  const ledger = await freshLedger();
  await ledger.absorb([checkpoint({ timestamp: 8000 })], { cursor: 1, epoch: 'e' });
  await ledger.record([checkpoint({ timestamp: 9000 })]);
  expect(await ledger.get('pomodoro_checkpoints', 'act')).toEqual(checkpointRow({ timestamp: 8000 }));
  expect(await ledger.waitingCount()).toBe(0);
});

test('STORE-4 rows that others refer to are sent first, and then in the order of creation', async () => {
  const ledger = await freshLedger();
  await ledger.record([session({ id: 's1' }), checkpoint({ id: 'b' })]);
  await ledger.record([checkpoint({ id: 'a' }), task({ id: 't' })]);
  await ledger.record([checkpoint({ id: 'b', timestamp: 5000 })]);
  const ids = (await ledger.waitingRows(200)).map(({ change }) => change.row.id);
  expect(ids).toEqual(['t', 'b', 'a', 's1']);
  expect((await ledger.waitingRows(2)).map(({ change }) => change.row.id)).toEqual(['t', 'b']);
});

test('STORE-4 settings and devices are sent before checkpoints and sessions that were made earlier', async () => {
  const ledger = await freshLedger();
  await ledger.record([session({ id: 's' }), checkpoint({ id: 'c' })]);
  await ledger.record([task({ id: 't' })]);
  await ledger.record([device({ id: 'd' })]);
  await ledger.record([user({ id: 'u' })]);
  expect((await ledger.waitingRows(9)).map(({ mark }) => mark.id)).toEqual(['t', 'd', 'u', 'c', 's']);
});

test('STORE-5 an acknowledged row waits no longer; one that changed since does', async () => {
  const ledger = await freshLedger();
  await ledger.record([task({ id: 'kept' }), task({ id: 'edited' })]);
  const sent = await ledger.waitingRows(200);
  await ledger.record([task({ id: 'edited', title: 'Later', edited: { title: 7 } })]);
  await ledger.acknowledge(
    sent.map(({ mark }) => mark),
    [],
  );
  const left = await ledger.waitingRows(200);
  expect(left.map(({ change }) => change.row)).toEqual([
    taskRow({ id: 'edited', title: 'Later', edited: { title: 7 } }),
  ]);
});

test('STORE-6 a withdrawn row is gone with its mark', async () => {
  const ledger = await freshLedger();
  await ledger.record([checkpoint({ id: 'begin' }), checkpoint({ id: 'start' })]);
  await ledger.withdraw('pomodoro_checkpoints', ['begin', 'unknown']);
  expect((await ledger.all('pomodoro_checkpoints')).map(({ id }) => id)).toEqual(['start']);
  expect(await ledger.waitingCount()).toBe(1);
});

test('STORE-12 a listener is called after each commit, in every context that has the database open', async () => {
  const name = `test-${crypto.randomUUID()}`;
  const [here, there] = await Promise.all([openLedger({ name }), openLedger({ name })]);
  const heard: Table[][] = [];
  here.onCommit((tables) => heard.push(tables));
  const elsewhere = new Promise<number>((resolve) => {
    there.onCommit(() => void there.waitingCount().then(resolve));
  });
  await here.record([task()]);
  expect(heard).toEqual([['tasks']]);
  expect(await elsewhere).toBe(1);
  await here.acknowledge(
    (await here.waitingRows(1)).map(({ mark }) => mark),
    [],
  );
  expect(heard).toEqual([['tasks'], []]);
});

test('STORE-12 a listener is told which rows changed by whatever way they did', async () => {
  const ledger = await freshLedger();
  await ledger.record([task()]);
  const told: string[] = [];
  ledger.onCommit((tables) => told.push(tables.join()));
  const refuse = async () => {
    const [waiting] = await ledger.waitingRows(1);
    const refusal = { mark: waiting!.mark, code: '23514', reason: 'bad', at: 5 };
    await ledger.acknowledge([], [refusal]);
  };
  const steps: [() => Promise<unknown>, string[]][] = [
    [() => ledger.acknowledge([], []), []],
    [refuse, ['']],
    [() => ledger.retry('tasks', 'task'), ['tasks']],
    [refuse, ['']],
    [() => ledger.discard('tasks', 'task'), ['tasks']],
    [() => ledger.resendAll('e'), ['']],
    [() => ledger.withdraw('tasks', ['task']), ['tasks']],
  ];
  for (const [step, tables] of steps) {
    told.length = 0;
    await step();
    expect(told).toEqual(tables);
  }
});

test('STORE-12 nobody is called for what was not written, nor after the end of listening', async () => {
  const ledger = await freshLedger();
  await ledger.absorb([task()], { cursor: 5, epoch: 'e' });
  const heard: Table[][] = [];
  const end = ledger.onCommit((tables) => heard.push(tables));
  await ledger.absorb([task({ title: 'Older' })], { cursor: 4, epoch: 'e' });
  await ledger.record([]);
  expect(heard).toEqual([]);
  end();
  await ledger.record([session()]);
  expect(heard).toEqual([]);
  expect(await ledger.all('pomodoro_sessions')).toEqual([sessionRow()]);
});

test('STORE-13 a local value is kept beside the rows and removed with them', async () => {
  const ledger = await freshLedger();
  await ledger.setLocalValue('rung', 'session 1');
  expect(await ledger.localValue('rung')).toBe('session 1');
  await ledger.record([task()]);
  await ledger.clear();
  expect(await ledger.localValue('rung')).toBeUndefined();
  expect(await ledger.all('tasks')).toEqual([]);
  expect(await ledger.waitingCount()).toBe(0);
});

test('STORE-18 many rows at once come to the same as one by one', async () => {
  const rows = Array.from({ length: 120 }, (_, index) => index);
  const edit = (index: number, title: string, at: number) =>
    task({ id: `t${index % 70}`, title, edited: { title: at } });
  const made = rows.map((index) => edit(index, `title ${index}`, 1000 + index));
  const served = rows.map((index) => edit(index, `served ${index}`, 1040 + (index % 3) * 30));
  const [single, whole] = await Promise.all([freshLedger(), freshLedger()]);
  for (const change of made) await single.record([change]);
  await whole.record(made);
  for (const change of served) await single.absorb([change], { cursor: 1, epoch: 'e' });
  await whole.absorb(served, { cursor: 1, epoch: 'e' });
  expect(await whole.all('tasks')).toEqual(await single.all('tasks'));
  const waiting = async (ledger: typeof whole) =>
    (await ledger.waitingRows(200)).map(({ change }) => change.row.id);
  expect(await waiting(whole)).toEqual(await waiting(single));
  expect((await waiting(whole)).length).toBeGreaterThan(0);
});

test('STORE-22 a database has one id, which stays when it is cleared, and a new one has another', async () => {
  const name = `test-${crypto.randomUUID()}`;
  const ledger = await openLedger({ name });
  expect(await ledger.identify('first')).toBe('first');
  await ledger.record([task()]);
  await ledger.clear();
  expect(await ledger.identify('second')).toBe('first');
  expect(await ledger.cursor()).toEqual({ cursor: 0, epoch: null });
  await eraseDatabase(name);
  expect(await ledger.identify('third')).toBe('third');
});
