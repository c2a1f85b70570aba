import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { act, checkpointRow, freshLedger, task, taskRow, user } from '../store/testing/rows.ts';
import { replay } from '../timer/replay.ts';
import { shiftLedger, shiftUnsent } from './shift.ts';

const now = 10_000_000;

test('CLOCK-7 acts move by what their offset was wrong, and only those made without trust', () => {
  const unsent = [
    { row: checkpointRow({ id: 'a', generation: 1, timestamp: 1000, last_active: 900 }), skew: 0 },
    { row: checkpointRow({ id: 'b', generation: 2, timestamp: 2000 }), skew: 300 },
    { row: checkpointRow({ id: 'c', generation: 3, timestamp: 3000 }), skew: null },
    { row: checkpointRow({ id: 'd', generation: 4, timestamp: 4000 }), skew: 500 },
  ];
  expect(shiftUnsent(unsent, 500, now)).toEqual({
    moved: [
      checkpointRow({ id: 'a', generation: 1, timestamp: 1500, last_active: 1400 }),
      checkpointRow({ id: 'b', generation: 2, timestamp: 2200 }),
    ],
    withdrawn: [],
  });
});

test('CLOCK-7 none moves before the one it came after, and none into the future', () => {
  const unsent = [
    { row: checkpointRow({ id: 'later', generation: 2, timestamp: 2000 }), skew: 9000 },
    { row: checkpointRow({ id: 'first', generation: 1, timestamp: 1000 }), skew: 0 },
    { row: checkpointRow({ id: 'last', generation: 3, timestamp: now }), skew: 0 },
  ];
  const { moved } = shiftUnsent(unsent, 10_000, now);
  expect(moved.map(({ id, timestamp }) => [id, timestamp])).toEqual([
    ['first', 11_000],
    ['later', 11_000],
    ['last', now],
  ]);
});

const start = checkpointRow({ id: 'start', session_id: 'A', generation: 1 });
const begin = checkpointRow({
  id: 'begin',
  checkpoint_type: 'begin',
  session_id: 'B',
  follows: 'A',
  generation: 2,
});
const second = checkpointRow({
  id: 'second',
  checkpoint_type: 'begin',
  session_id: 'C',
  follows: 'B',
  generation: 3,
});
const pause = checkpointRow({ id: 'pause', checkpoint_type: 'pause', session_id: 'C', generation: 4 });
const late = checkpointRow({ id: 'late', checkpoint_type: 'resume', session_id: 'A', generation: 4 });

test('CLOCK-8 phases that began by themselves after what moved are withdrawn, to begin anew', () => {
  const unsent = [start, begin, second].map((row) => ({ row, skew: row.id === 'start' ? 0 : null }));
  expect(shiftUnsent(unsent, 500, now).withdrawn).toEqual(['begin', 'second']);
});

test('CLOCK-8 one that a person stood by stays', () => {
  const unsent = [start, begin, second, pause].map((row) => ({ row, skew: row.id === 'start' ? 0 : null }));
  expect(shiftUnsent(unsent, 500, now).withdrawn).toEqual([]);
});

test('CLOCK-8 one that moves with its cause stays', () => {
  const unsent = [start, begin, second].map((row) => ({ row, skew: 0 }));
  const { moved, withdrawn } = shiftUnsent(unsent, 500, now);
  expect(withdrawn).toEqual([]);
  expect(moved.map(({ id, timestamp }) => [id, timestamp])).toEqual([
    ['start', 1500],
    ['begin', 1500],
    ['second', 1500],
  ]);
});

test('CLOCK-8 what runs by itself runs on when the clock turns out to have been off', () => {
  const minute = 60_000;
  const started = { ...start, timestamp: 0 };
  const begun = {
    ...begin,
    parent_id: 'start',
    timestamp: 25 * minute,
    session_type: 'short_break' as const,
    remaining_time: 5 * minute,
  };
  const { moved } = shiftUnsent(
    [started, begun].map((row) => ({ row, skew: 0 })),
    700,
    28 * minute,
  );
  expect(replay(moved, 28 * minute).timer.slot).toMatchObject({
    session_id: 'B',
    state: 'running',
    ends_at: 30 * minute + 700,
  });
});

test('CLOCK-8 one that cannot move as far as its cause does not stay', () => {
  const late = { ...begin, timestamp: now };
  const unsent = [start, late].map((row) => ({ row, skew: 0 }));
  expect(shiftUnsent(unsent, 500, now).withdrawn).toEqual(['begin']);
});

test('CLOCK-8 one whose cause did not move stays', () => {
  const unsent = [start, begin, late].map((row) => ({ row, skew: row.id === 'late' ? 0 : null }));
  expect(shiftUnsent(unsent, 500, now).withdrawn).toEqual([]);
});

test('CLOCK-9 the ledger moves and takes back in one go, and once only', async () => {
  let skew: number | null = 0;
  const ledger = await freshLedger({ skew: () => skew });
  await ledger.record([act({ id: 'start', session_id: 'A', timestamp: 1000 })]);
  skew = null;
  await ledger.record([
    act({ id: 'begin', checkpoint_type: 'begin', session_id: 'B', follows: 'A', generation: 2 }),
  ]);
  expect((await ledger.pending(9)).map(({ mark }) => mark.is_skewed)).toEqual([true, undefined]);
  await shiftLedger(ledger, 500, now);
  await shiftLedger(ledger, 500, now);
  expect(await ledger.all('pomodoro_checkpoints')).toEqual([
    checkpointRow({ id: 'start', session_id: 'A', timestamp: 1500 }),
  ]);
  expect((await ledger.pending(9)).map(({ mark }) => mark.is_skewed)).toEqual([undefined]);
});

test('CLOCK-9 an act that is on its way while it moves is sent again', async () => {
  const ledger = await freshLedger({ skew: () => 0 });
  await ledger.record([act({ timestamp: 1000 })]);
  const sent = await ledger.pending(9);
  await shiftLedger(ledger, 500, now);
  await ledger.acknowledge(
    sent.map(({ mark }) => mark),
    [],
  );
  expect((await ledger.pending(9)).map(({ change }) => change)).toEqual([act({ timestamp: 1500 })]);
});

test('CLOCK-7 edits made without trust move as acts do, field by field, and none into the future', async () => {
  let skew: number | null = null;
  const ledger = await freshLedger({ skew: () => skew });
  await ledger.record([task({ edited: { title: 1000, position: 1000 } })]);
  skew = 300;
  await ledger.record([task({ title: 'Read', edited: { title: 2000, position: 1000 } })]);
  await ledger.record([user({ pomodoro_settings: { daily_goal: 60 }, edited: { daily_goal: now } })]);
  expect((await ledger.pending(9)).map(({ mark }) => mark.is_skewed)).toEqual([true, true]);
  await shiftLedger(ledger, 500, now);
  await shiftLedger(ledger, 900, now);
  expect(await ledger.all('tasks')).toEqual([
    taskRow({ title: 'Read', edited: { title: 2200, position: 1000 } }),
  ]);
  expect((await ledger.all('users')).map(({ edited }) => edited)).toEqual([{ daily_goal: now }]);
  expect((await ledger.pending(9)).map(({ mark }) => mark.is_skewed)).toEqual([undefined, undefined]);
});

test('CLOCK-7 an edit that another one has taken the place of does not move', async () => {
  let skew: number | null = 0;
  const ledger = await freshLedger({ skew: () => skew });
  await ledger.record([task({ title: 'Read', edited: { title: 2000 } })]);
  skew = null;
  await ledger.record([task({ title: 'Write', edited: { title: 3000 } })]);
  await shiftLedger(ledger, 500, now);
  expect(await ledger.all('tasks')).toEqual([taskRow({ title: 'Write', edited: { title: 3000 } })]);
});
