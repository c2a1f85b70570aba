import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { checkpoint, checkpointRow, freshLedger, task, taskRow, user } from '../../store/testing/rows.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import { replay } from '../../timer/replay.ts';
import { correctLedger, correctUnsent } from './correct-unsent.ts';

const now = 10_000_000;

test('CLOCK-7 acts that were stamped without trust move by the error of their offset, others do not', () => {
  const unsent = [
    { row: checkpointRow({ id: 'a', generation: 1, timestamp: 1000, last_active: 900 }), skew: 0 },
    { row: checkpointRow({ id: 'b', generation: 2, timestamp: 2000 }), skew: 300 },
    { row: checkpointRow({ id: 'c', generation: 3, timestamp: 3000 }), skew: null },
    { row: checkpointRow({ id: 'd', generation: 4, timestamp: 4000 }), skew: 500 },
  ];
  expect(correctUnsent(unsent, 500, now)).toEqual([
    checkpointRow({ id: 'a', generation: 1, timestamp: 1500, last_active: 1400 }),
    checkpointRow({ id: 'b', generation: 2, timestamp: 2200 }),
  ]);
});

test('CLOCK-7 acts keep their order, and none moves into the future', () => {
  const unsent = [
    { row: checkpointRow({ id: 'later', generation: 2, timestamp: 2000 }), skew: 9000 },
    { row: checkpointRow({ id: 'first', generation: 1, timestamp: 1000 }), skew: 0 },
    { row: checkpointRow({ id: 'last', generation: 3, timestamp: now }), skew: 0 },
  ];
  const moved = correctUnsent(unsent, 10_000, now);
  expect(moved.map(({ id, timestamp }) => [id, timestamp])).toEqual([
    ['first', 11_000],
    ['later', 11_000],
    ['last', now],
  ]);
});

const minute = 60_000;
const start = checkpointRow({ id: 'start', session_id: 'A', generation: 1, timestamp: 0 });
const begin = checkpointRow({
  id: 'begin',
  parent_id: 'start',
  checkpoint_type: 'begin',
  session_id: 'B',
  follows: 'A',
  generation: 2,
  timestamp: 25 * minute,
  session_type: 'short_break',
  remaining_time: 5 * minute,
});
const pause = checkpointRow({
  id: 'pause',
  parent_id: 'begin',
  checkpoint_type: 'pause',
  session_id: 'B',
  generation: 3,
  timestamp: 27 * minute,
});

/** What the replay says at 28 minutes, once those acts have moved by 700 ms that were made without trust. */
function slotAfter(acts: readonly Checkpoint[], skewed: readonly Checkpoint[]) {
  const unsent = acts.map((row) => ({ row, skew: skewed.includes(row) ? 0 : null }));
  const moved = new Map(correctUnsent(unsent, 700, 28 * minute).map((row) => [row.id, row]));
  const { timer, sessions } = replay(
    acts.map((row) => moved.get(row.id) ?? row),
    28 * minute,
  );
  return { slot: timer.slot, outcomes: sessions.map(({ id, outcome }) => `${id} ${outcome}`) };
}

test.each([
  ['what it followed', [start]],
  ['it alone', [begin]],
])('TIMER-12 CLOCK-7 a phase that began by itself is void where only %s moved', (_, skewed) => {
  const { slot, outcomes } = slotAfter([start, begin], skewed);
  expect(slot).toMatchObject({ session_id: 'A', state: 'completed' });
  expect(outcomes).toEqual(['A completed', 'B void']);
});

test('TIMER-12 CLOCK-7 a phase that a person stood by counts', () => {
  expect(slotAfter([start, begin, pause], [start]).slot).toMatchObject({ session_id: 'B', state: 'paused' });
});

test('TIMER-12 CLOCK-7 a phase that moves with what it followed counts and runs on', () => {
  expect(slotAfter([start, begin], [start, begin]).slot).toMatchObject({
    session_id: 'B',
    state: 'running',
    ends_at: 30 * minute + 700,
  });
});

test('CLOCK-8 the ledger moves what was stamped without trust once', async () => {
  let skew: number | null = 0;
  const ledger = await freshLedger({ skew: () => skew });
  await ledger.record([checkpoint({ id: 'start', session_id: 'A', timestamp: 1000 })]);
  skew = null;
  await ledger.record([checkpoint({ id: 'stop', checkpoint_type: 'stop', session_id: 'A', generation: 2 })]);
  expect((await ledger.waitingRows(9)).map(({ mark }) => mark.is_skewed)).toEqual([true, undefined]);
  await correctLedger(ledger, 500, now);
  await correctLedger(ledger, 500, now);
  expect(await ledger.all('pomodoro_checkpoints')).toEqual([
    checkpointRow({ id: 'start', session_id: 'A', timestamp: 1500 }),
    checkpointRow({ id: 'stop', checkpoint_type: 'stop', session_id: 'A', generation: 2 }),
  ]);
  expect((await ledger.waitingRows(9)).map(({ mark }) => mark.is_skewed)).toEqual([undefined, undefined]);
});

test('CLOCK-8 an act that moves while it is on its way is sent again', async () => {
  const ledger = await freshLedger({ skew: () => 0 });
  await ledger.record([checkpoint({ timestamp: 1000 })]);
  const sent = await ledger.waitingRows(9);
  await correctLedger(ledger, 500, now);
  await ledger.acknowledge(
    sent.map(({ mark }) => mark),
    [],
  );
  expect((await ledger.waitingRows(9)).map(({ change }) => change)).toEqual([
    checkpoint({ timestamp: 1500 }),
  ]);
});

test('CLOCK-7 edits that were stamped without trust move field by field, and none into the future', async () => {
  let skew: number | null = null;
  const ledger = await freshLedger({ skew: () => skew });
  await ledger.record([task({ edited: { title: 1000, position: 1000 } })]);
  skew = 300;
  await ledger.record([task({ title: 'Read', edited: { title: 2000, position: 1000 } })]);
  await ledger.record([user({ pomodoro_settings: { daily_goal: 60 }, edited: { daily_goal: now } })]);
  expect((await ledger.waitingRows(9)).map(({ mark }) => mark.is_skewed)).toEqual([true, true]);
  await correctLedger(ledger, 500, now);
  await correctLedger(ledger, 900, now);
  expect(await ledger.all('tasks')).toEqual([
    taskRow({ title: 'Read', edited: { title: 2200, position: 1000 } }),
  ]);
  expect((await ledger.all('users')).map(({ edited }) => edited)).toEqual([{ daily_goal: now }]);
  expect((await ledger.waitingRows(9)).map(({ mark }) => mark.is_skewed)).toEqual([undefined, undefined]);
});

test('CLOCK-7 an edit that was replaced by another does not move', async () => {
  let skew: number | null = 0;
  const ledger = await freshLedger({ skew: () => skew });
  await ledger.record([task({ title: 'Read', edited: { title: 2000 } })]);
  skew = null;
  await ledger.record([task({ title: 'Write', edited: { title: 3000 } })]);
  await correctLedger(ledger, 500, now);
  expect(await ledger.all('tasks')).toEqual([taskRow({ title: 'Write', edited: { title: 3000 } })]);
});
