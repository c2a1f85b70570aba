import { expect, test } from 'vitest';
import { mergeAbsorbed, mergeRecorded } from './merge.ts';
import type { Session } from './rows.ts';
import { byHandRules, withCorrections } from './session-corrections.ts';
import { madeAt, session, sessionRow } from './testing/rows.ts';

const minute = 60_000;
const at = (minutes: number) => madeAt + minutes * minute;
const byHand = (row: Partial<Session>) => sessionRow({ rules: byHandRules + 1, ...row });
const mergedRow = (there: Session, made: Session) =>
  mergeRecorded(session(there), session(made)).row as Session;

test('CORRECT-2 what was corrected stays, and the rest is as the replay says', () => {
  const corrected = byHand({ task_id: 'x', edited: { task_id: 5 } });
  const replayed = sessionRow({
    end_time: at(20),
    active_time: 20 * minute,
    outcome: 'skipped',
    completed: false,
  });
  expect(withCorrections(replayed, corrected)).toMatchObject({
    task_id: 'x',
    end_time: at(20),
    active_time: 20 * minute,
    outcome: 'skipped',
    completed: false,
    rules: byHandRules + 1,
    edited: { task_id: 5 },
  });
});

test('CORRECT-3 pauses that the replay finds later are not in the minutes of a corrected start', () => {
  const corrected = byHand({ start_time: at(-10), active_time: 35 * minute, edited: { start_time: 5 } });
  const replayed = sessionRow({ end_time: at(30), active_time: 20 * minute });
  expect(withCorrections(replayed, corrected)).toMatchObject({
    start_time: at(-10),
    active_time: 30 * minute,
  });
});

test.each([
  ['the end', { start_time: 4, end_time: 5 }, at(10), at(10)],
  ['the start', { start_time: 5, end_time: 4 }, at(12), at(12)],
])(
  'CORRECT-4 of a start and an end that contradict each other %s stays, which is later',
  (_, edited, start, end) => {
    const corrected = byHand({ start_time: at(12), end_time: at(10), edited });
    expect(withCorrections(sessionRow(), corrected)).toMatchObject({
      start_time: start,
      end_time: end,
      active_time: 0,
    });
  },
);

test('CORRECT-4 a corrected start or end stays where the replay contradicts it', () => {
  const start = byHand({ start_time: at(20), edited: { start_time: 5 } });
  expect(withCorrections(sessionRow({ end_time: at(15) }), start)).toMatchObject({
    start_time: at(20),
    end_time: at(20),
  });
  const end = byHand({ end_time: at(10), edited: { end_time: 5 } });
  expect(withCorrections(sessionRow({ start_time: at(15) }), end)).toMatchObject({
    start_time: at(10),
    end_time: at(10),
  });
});

test('CORRECT-6 a session that turns out void or open has no end, unless that was corrected', () => {
  const gone = { end_time: null, active_time: 0, completed: false };
  const task = byHand({ task_id: 'x', edited: { task_id: 5 } });
  const end = byHand({ end_time: at(10), edited: { end_time: 5 } });
  const counting = byHand({ counts: true, edited: { counts: 5 } });
  for (const outcome of ['void', 'running'] as const) {
    const replayed = sessionRow({ ...gone, outcome });
    expect(withCorrections(replayed, task)).toMatchObject({ ...gone, outcome, task_id: 'x' });
    expect(withCorrections(replayed, counting)).toMatchObject({ ...gone, outcome, counts: true });
    expect(withCorrections(replayed, end)).toMatchObject({
      end_time: at(10),
      active_time: 10 * minute,
      outcome: 'stopped',
    });
  }
});

test('CORRECT-7 a row by hand that an earlier server kept stays whole', () => {
  const kept = byHand({ task_id: 'x', end_time: at(10) });
  expect(withCorrections(sessionRow(), kept)).toEqual(kept);
  expect(mergedRow(kept, sessionRow())).toEqual(kept);
});

test('STORE-41 corrections of different fields both stay, of one field the later one, in either order', () => {
  const one = byHand({
    task_id: 'x',
    start_time: at(-5),
    active_time: 30 * minute,
    edited: { task_id: 4, start_time: 9 },
  });
  const other = byHand({
    task_id: 'y',
    end_time: at(30),
    active_time: 30 * minute,
    edited: { task_id: 5, end_time: 3 },
  });
  for (const [first, second] of [
    [one, other],
    [other, one],
  ] as const) {
    expect(mergedRow(mergedRow(sessionRow(), first), second)).toMatchObject({
      task_id: 'y',
      start_time: at(-5),
      end_time: at(30),
      active_time: 35 * minute,
      edited: { task_id: 5, start_time: 9, end_time: 3 },
    });
  }
});

test('STORE-41 a second correction within a millisecond counts', () => {
  const row = (task_id: string) => byHand({ task_id, edited: { task_id: 5 } });
  expect(mergedRow(row('x'), row('y'))).toMatchObject({ task_id: 'y', edited: { task_id: 6 } });
  expect(mergedRow(row('x'), row('x'))).toMatchObject({ edited: { task_id: 5 } });
});

test('STORE-41 a row without times of corrections changes no corrected field', () => {
  const corrected = byHand({ task_id: 'x', edited: { task_id: 5 } });
  expect(mergedRow(corrected, sessionRow({ task_id: 'old', active_time: 9 * minute }))).toMatchObject({
    task_id: 'x',
    active_time: 9 * minute,
    rules: byHandRules + 1,
  });
  expect(mergedRow(sessionRow({ task_id: 'old' }), sessionRow({ task_id: 'new' }))).toEqual(
    sessionRow({ task_id: 'new' }),
  );
});

test('STORE-41 what comes from the server leaves corrections that wait, and takes the rest', () => {
  const mine = session(
    byHand({ task_id: 'mine', session_type: 'long_break', edited: { task_id: 6, session_type: 3 } }),
  );
  const served = session(
    byHand({
      task_id: 'theirs',
      session_type: 'short_break',
      preset_type: 'long',
      edited: { task_id: 5, session_type: 4 },
    }),
  );
  expect(mergeAbsorbed(mine, served)).toMatchObject({
    change: {
      row: {
        task_id: 'mine',
        session_type: 'short_break',
        preset_type: 'long',
        edited: { task_id: 6, session_type: 4 },
      },
    },
    isWaiting: true,
  });
  expect(mergeAbsorbed(served, served)).toMatchObject({ change: served, isWaiting: false });
  expect(mergeAbsorbed(session({ active_time: 1 }), served)).toMatchObject({
    change: served,
    isWaiting: false,
  });
});

test('STORE-41 a row that a replay makes anew keeps the fields that the server knows', () => {
  const served = sessionRow({ device_id: 'd0', counts: null, deleted_at: null, note: null, edited: {} });
  expect(mergedRow(served, sessionRow({ device_id: 'd0', active_time: 5 }))).toEqual({
    ...served,
    active_time: 5,
  });
});
