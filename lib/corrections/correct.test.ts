import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultIn } from '../limits/fault-in.ts';
import type { Session } from '../store/rows.ts';
import { byHandRules, isByHand, isCorrected } from '../store/session-corrections.ts';
import type { Correction } from './correction.ts';
import { invertCorrections } from './invert-corrections.ts';
import { correct, mostInterruptions } from './judge-corrections.ts';
import { isNote, longestNote, readNote } from './note.ts';
import { minute, session, ten } from './testing/rows.ts';

const now = ten + 600 * minute;
const at = (minutes: number) => ten + minutes * minute;
const a = session('a', 0, 25);
const pausedFor5 = session('a', 0, 30, { active_time: 25 * minute });

function correcting(sessions: readonly Session[], ...corrections: Correction[]) {
  return correct(corrections, { sessions, now, beside: { preset_type: 'short' } });
}

function rowsAfter(sessions: readonly Session[], ...corrections: Correction[]): Session[] {
  const corrected = correcting(sessions, ...corrections);
  if (!corrected.ok) throw new Error(JSON.stringify(corrected.faults));
  const changed = new Map(corrected.rows.map((row) => [row.id, row]));
  const added = corrected.rows.filter(({ id }) => !sessions.some((one) => one.id === id));
  return [...sessions.map((row) => changed.get(row.id) ?? row), ...added];
}

const faultsOf = (sessions: readonly Session[], ...corrections: Correction[]) => {
  const corrected = correcting(sessions, ...corrections);
  return corrected.ok ? [] : corrected.faults.map(({ field, reason }) => [field, reason]);
};

test('CORRECT-1 a correction stamps the fields that change and no others', () => {
  const fields = { task_id: 'report', session_type: 'work', end_time: at(20), counts: true } as const;
  expect(rowsAfter([a], { session: 'a', fields })).toEqual(
    [
      {
        ...a,
        task_id: 'report',
        end_time: at(20),
        active_time: 20 * minute,
        counts: null,
        deleted_at: null,
        note: null,
      },
    ].map((row) => ({ ...row, rules: byHandRules + 1, edited: { task_id: now, end_time: now } })),
  );
  expect(correcting([a], { session: 'a', fields: { task_id: null, counts: true } })).toEqual({
    ok: true,
    rows: [],
  });
});

test('CORRECT-1 a later correction of a field is later by the clock, even where that was set back', () => {
  const [row] = rowsAfter([{ ...a, edited: { task_id: now + 5 } }], {
    session: 'a',
    fields: { task_id: 'x' },
  });
  expect(row?.edited).toEqual({ task_id: now + 6 });
});

test('CORRECT-1 whether it counts is corrected both ways', () => {
  const [not] = rowsAfter([a], { session: 'a', fields: { counts: false } });
  expect(not).toMatchObject({ completed: false, outcome: 'stopped', counts: false });
  const skipped = { ...a, completed: false, outcome: 'skipped' as const };
  expect(rowsAfter([skipped], { session: 'a', fields: { counts: true } })).toMatchObject([
    { completed: true, outcome: 'completed' },
  ]);
  expect(rowsAfter([skipped], { session: 'a', fields: { task_id: 'x' } })).toMatchObject([
    { outcome: 'skipped' },
  ]);
});

test.each([
  ['the end', { end_time: at(28) }, 23],
  ['the start', { start_time: at(-10) }, 35],
  ['both', { start_time: at(-10), end_time: at(28) }, 33],
  ['the end, before the pauses were over', { end_time: at(4) }, 4],
  ['the minutes too', { end_time: at(28), active_time: 12 * minute }, 12],
])('CORRECT-3 minutes follow a correction of %s', (_, fields, minutes) => {
  const [row] = rowsAfter([pausedFor5], { session: 'a', fields });
  expect(row?.active_time).toBe(minutes * minute);
  expect('active_time' in (row?.edited ?? {})).toBe('active_time' in fields);
});

test('CORRECT-3 minutes that were corrected before follow as well', () => {
  const [row] = rowsAfter(
    [pausedFor5],
    { session: 'a', fields: { active_time: 20 * minute } },
    { session: 'a', fields: { end_time: at(40) } },
  );
  expect(row).toMatchObject({ active_time: 30 * minute, edited: { active_time: now + 1 } });
});

test('CORRECT-5 a deleted session is void, keeps its fields, and comes back as it was', () => {
  const deleting: Correction = { session: 'a', fields: { deleted: true } };
  const deleted = rowsAfter([a], deleting);
  expect(deleted).toMatchObject([
    { outcome: 'void', completed: false, end_time: a.end_time, active_time: a.active_time, deleted_at: now },
  ]);
  expect(rowsAfter(deleted, ...invertCorrections([deleting], new Map([['a', a]])))).toMatchObject([
    { outcome: 'completed', completed: true, deleted_at: null, start_time: a.start_time },
  ]);
});

test('CORRECT-14 a note is one line of up to 200 characters, and corrects nothing else', () => {
  const noting = (note: string | null): Correction => ({ session: 'a', fields: { note } });
  const noted = rowsAfter([a], noting('second draft'));
  expect(noted).toEqual([
    {
      ...a,
      counts: null,
      deleted_at: null,
      note: 'second draft',
      rules: byHandRules + 1,
      edited: { note: now },
    },
  ]);
  expect(noted.map(isCorrected)).toEqual([false]);
  expect(rowsAfter(noted, { session: 'a', fields: { task_id: 'x' } }).map(isCorrected)).toEqual([true]);
  expect(rowsAfter(noted, ...invertCorrections([noting('x')], new Map([['a', a]])))).toMatchObject([
    { note: null, edited: { note: now + 1 } },
  ]);
  expect(correcting([a], noting(null))).toEqual({ ok: true, rows: [] });
  expect(faultsOf([a], noting('😀'.repeat(longestNote)))).toEqual([]);
  for (const wrong of ['', ' ', ' x', 'two\nlines', '\u0085', 'x'.repeat(longestNote + 1), '\ud800']) {
    expect([wrong, faultsOf([a], noting(wrong))]).toEqual([wrong, [['note', 'session_note']]]);
  }
});

test('CORRECT-14 what is typed becomes a note that the database takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 250 }), (text) => {
      const note = readNote(text);
      if (note === null || Array.from(note).length > longestNote) return;
      expect(isNote(note)).toBe(true);
      expect(faultIn('pomodoro_sessions', { ...a, note })).toBeNull();
    }),
  );
});

test('CORRECT-15 interruptions are corrected as the other fields are', () => {
  const counted = { ...a, internal_interruptions: 2, external_interruptions: 0 };
  const fields = { internal_interruptions: 5, external_interruptions: null };
  const [row] = rowsAfter([counted], { session: 'a', fields });
  expect(row).toMatchObject({
    ...fields,
    edited: { internal_interruptions: now, external_interruptions: now },
  });
  expect(invertCorrections([{ session: 'a', fields }], new Map([['a', counted]]))).toEqual([
    { session: 'a', fields: { internal_interruptions: 2, external_interruptions: 0 } },
  ]);
  for (const wrong of [-1, 0.5, Number.NaN, mostInterruptions + 1]) {
    expect(faultsOf([a], { session: 'a', fields: { external_interruptions: wrong } })).toEqual([
      ['external_interruptions', 'session_interruptions'],
    ]);
  }
});

test('CORRECT-7 a session by hand has rules that no replay has', () => {
  const rows = rowsAfter([a], { session: 'a', fields: { task_id: 'x' } });
  expect(rows.map(isByHand)).toEqual([true]);
  expect(isByHand(a)).toBe(false);
});

test('CORRECT-7 of a row whose times of corrections an earlier server forgot every field stays', () => {
  const forgotten = { ...a, rules: byHandRules + 1 };
  const [row] = rowsAfter([forgotten], { session: 'a', fields: { task_id: 'x' } });
  expect(row?.edited).toEqual({ task_id: now, session_type: 1, start_time: 1, end_time: 1, active_time: 1 });
});

test.each([
  [{ end_time: at(0) }, 'end_time', 'session_backwards'],
  [{ start_time: at(26) }, 'end_time', 'session_backwards'],
  [{ end_time: at(601) }, 'end_time', 'session_future'],
  [{ start_time: at(601), end_time: at(602) }, 'start_time', 'session_future'],
  [{ start_time: Number.NaN }, 'start_time', 'session_future'],
  [{ start_time: 1 }, 'start_time', 'session_future'],
  [{ active_time: 0 }, 'active_time', 'session_minutes'],
  [{ active_time: 26 * minute }, 'active_time', 'session_minutes'],
  [{ active_time: 0.5 }, 'active_time', 'session_minutes'],
  [{ end_time: at(181) }, 'active_time', 'session_too_long'],
])('CORRECT-8 %j is refused at %s with %s', (fields, field, reason) => {
  expect(faultsOf([a], { session: 'a', fields })).toEqual([[field, reason]]);
});

test('CORRECT-8 up to 180 minutes are taken, and a longer session keeps what it has', () => {
  expect(faultsOf([a], { session: 'a', fields: { end_time: at(180) } })).toEqual([]);
  const long = session('a', 0, 240);
  expect(faultsOf([long], { session: 'a', fields: { task_id: 'x' } })).toEqual([]);
  expect(faultsOf([long], { session: 'a', fields: { end_time: at(230) } })).toEqual([]);
  expect(faultsOf([long], { session: 'a', fields: { end_time: at(241) } })).toHaveLength(1);
});

test('CORRECT-9 minutes of another session are refused, and where they begin or end is not', () => {
  const b = session('b', 30, 55);
  expect(correcting([a, b], { session: 'a', fields: { end_time: at(31) } })).toEqual({
    ok: false,
    faults: [{ session: 'a', field: 'end_time', reason: 'session_overlaps', other: 'b' }],
  });
  expect(faultsOf([a, b], { session: 'a', fields: { end_time: at(30) } })).toEqual([]);
  expect(faultsOf([a, b], { session: 'b', fields: { start_time: at(24) } })).toEqual([
    ['start_time', 'session_overlaps'],
  ]);
});

test('CORRECT-9 minutes count where they are placed: a session that went on later may span another', () => {
  const spanning = session('b', -60, 60, { active_time: 30 * minute });
  expect(faultsOf([a, spanning], { session: 'a', fields: { end_time: at(30) } })).toEqual([]);
  expect(faultsOf([a, spanning], { session: 'a', fields: { end_time: at(31) } })).toHaveLength(1);
});

test('CORRECT-9 an open session has the minutes until now, a deleted or void one has none', () => {
  const open = session('b', 30, 31, { end_time: null, active_time: 0, outcome: 'running', completed: false });
  const add: Correction = {
    session: 'c',
    added: { task_id: null, session_type: 'work', start_time: at(100), end_time: at(110), counts: true },
  };
  expect(faultsOf([a, open], add)).toEqual([['start_time', 'session_overlaps']]);
  const gone = session('b', 90, 120, { outcome: 'void', completed: false, deleted_at: now });
  expect(faultsOf([a, gone], add)).toEqual([]);
  expect(faultsOf([a, gone], add, { session: 'b', fields: { deleted: false } })).toHaveLength(2);
});

test('CORRECT-9 what overlapped before may overlap less, and not more', () => {
  const b = session('b', 20, 45);
  expect(faultsOf([a, b], { session: 'b', fields: { start_time: at(22) } })).toEqual([]);
  expect(faultsOf([a, b], { session: 'b', fields: { start_time: at(19) } })).toHaveLength(1);
  expect(faultsOf([a, b], { session: 'b', fields: { task_id: 'x' } })).toEqual([]);
});

test('CORRECT-10 a split and a merge are each carried out as a whole', () => {
  const split: Correction[] = [
    { session: 'a', fields: { end_time: at(10) } },
    {
      session: 'new',
      added: { task_id: 'x', session_type: 'work', start_time: at(10), end_time: at(25), counts: false },
    },
  ];
  const halves = rowsAfter([a], ...split);
  expect(halves.map(({ id, start_time, end_time }) => [id, start_time, end_time])).toEqual([
    ['a', at(0), at(10)],
    ['new', at(10), at(25)],
  ]);
  const back = rowsAfter(halves, ...invertCorrections(split, new Map([['a', a]])));
  expect(back).toMatchObject([{ end_time: at(25), active_time: 25 * minute }, { outcome: 'void' }]);
  const merge: Correction[] = [
    { session: 'a', fields: { end_time: at(25) } },
    { session: 'new', fields: { deleted: true } },
  ];
  expect(rowsAfter(halves, ...merge)).toMatchObject([{ end_time: at(25) }, { outcome: 'void' }]);
  expect(correcting(halves, ...merge.slice(0, 1))).toMatchObject({ ok: false });
});

test('CORRECT-11 what is not there, is open, is void or has an id that is taken is refused', () => {
  const fields = { task_id: 'x' };
  const open = session('a', 0, 1, { end_time: null, outcome: 'running', completed: false });
  const gone = session('a', 0, 1, { end_time: null, outcome: 'void', completed: false });
  const added = {
    task_id: null,
    session_type: 'work',
    start_time: at(100),
    end_time: at(110),
    counts: true,
  } as const;
  expect(faultsOf([], { session: 'a', fields })).toEqual([[null, 'session_unknown']]);
  expect(faultsOf([open], { session: 'a', fields })).toEqual([[null, 'session_open']]);
  expect(faultsOf([gone], { session: 'a', fields })).toEqual([[null, 'session_unknown']]);
  expect(faultsOf([a], { session: 'a', added })).toEqual([[null, 'session_unknown']]);
});

test('CORRECT-12 an undo of an undo does it again', () => {
  const change: Correction[] = [
    { session: 'a', fields: { start_time: at(-5), counts: false, task_id: 'x' } },
  ];
  const once = rowsAfter([pausedFor5], ...change);
  const undo = invertCorrections(change, new Map([['a', pausedFor5]]));
  const undone = rowsAfter(once, ...undo);
  const { start_time, end_time, active_time, completed, task_id } = pausedFor5;
  expect(undone).toMatchObject([{ start_time, end_time, active_time, completed, task_id }]);
  const redo = invertCorrections(undo, new Map(once.map((row) => [row.id, row])));
  expect(rowsAfter(undone, ...redo)).toMatchObject([
    { start_time: at(-5), active_time: 30 * minute, completed: false, task_id: 'x' },
  ]);
});
