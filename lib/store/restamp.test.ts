import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Ledger, UnsentCheckpoint } from './ledger.ts';
import type { Table } from './rows.ts';
import { byHandRules } from './session-corrections.ts';
import { checkpoint, checkpointRow, freshLedger, session, task } from './testing/rows.ts';

const skew = 100;

async function skewedIds(ledger: Ledger): Promise<string[]> {
  const waiting = await ledger.waitingRows(9);
  return waiting.filter(({ mark }) => mark.is_skewed).map(({ mark }) => mark.id);
}

test('STORE-20 checkpoints stamped by a clock that was not trusted move once, and imported ones never', async () => {
  const ledger = await freshLedger({ skew: () => skew });
  await ledger.record([checkpoint({ id: 'now', timestamp: 1000 })]);
  await ledger.record([checkpoint({ id: 'imported', timestamp: 1000 })], 'before');
  expect(await skewedIds(ledger)).toEqual(['now']);
  const asked: UnsentCheckpoint[][] = [];
  const restamp = () =>
    ledger.restamp(
      (unsent) => {
        asked.push(unsent);
        return unsent.flatMap(({ row, skew: by }) =>
          by === null ? [] : [{ ...row, timestamp: row.timestamp + by }],
        );
      },
      (at) => at,
    );
  await restamp();
  await restamp();
  const imported = { row: checkpointRow({ id: 'imported', timestamp: 1000 }), skew: null };
  const moved = checkpointRow({ id: 'now', timestamp: 1100 });
  expect(asked).toEqual([
    [imported, { row: checkpointRow({ id: 'now', timestamp: 1000 }), skew }],
    [imported, { row: moved, skew: null }],
  ]);
  expect(await ledger.get('pomodoro_checkpoints', 'now')).toEqual(moved);
  expect(await skewedIds(ledger)).toEqual([]);
  expect((await ledger.waitingRows(9)).map(({ mark }) => mark.id)).toEqual(['now', 'imported']);
});

test('STORE-20 an edit stamped by a clock that was not trusted moves, unless the field was edited again', async () => {
  let offset: number | null = skew;
  const ledger = await freshLedger({ skew: () => offset });
  await ledger.record([task({ title: 'One', position: 'b0', edited: { title: 10, position: 20 } })]);
  expect(await skewedIds(ledger)).toEqual(['task']);
  offset = null;
  await ledger.record([task({ title: 'Two', position: 'b0', edited: { title: 30, position: 20 } })]);
  const heard: Table[][] = [];
  ledger.onCommit((tables) => heard.push(tables));
  const restamp = () =>
    ledger.restamp(
      () => [],
      (at, by) => at + by,
    );
  await restamp();
  expect((await ledger.get('tasks', 'task'))?.edited).toEqual({ title: 30, position: 120 });
  expect(await skewedIds(ledger)).toEqual([]);
  expect(heard).toEqual([['pomodoro_checkpoints', 'pomodoro_sessions', 'tasks', 'users']]);
  await restamp();
  expect((await ledger.get('tasks', 'task'))?.edited).toEqual({ title: 30, position: 120 });
  expect(heard).toHaveLength(1);
});

test('STORE-20 a correction stamped by a clock that was not trusted moves too', async () => {
  const ledger = await freshLedger({ skew: () => skew });
  await ledger.record([session({ rules: byHandRules, edited: { end_time: 10 } })]);
  await ledger.restamp(
    () => [],
    (at, by) => at + by,
  );
  expect((await ledger.get('pomodoro_sessions', 'session'))?.edited).toEqual({ end_time: 110 });
  expect(await skewedIds(ledger)).toEqual([]);
});
