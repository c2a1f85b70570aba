import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Session } from '../store/rows.ts';
import type { SessionRecord } from '../timer/timer.ts';
import { focusRuns, type FocusRun } from './focus-run.ts';
import { packHistory, unpackHistory } from './packed-history.ts';
import type { RunColumns } from './run-columns.ts';
import { aSession } from './testing/history.ts';

const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const phases = fc.constantFrom('work' as const, 'short_break' as const);
const times = fc.record({ start: fc.nat(100), ran: fc.nat(100), paused: fc.nat(20) });
const tasks = fc.constantFrom(null, 'x', 'y', '');

const rows: fc.Arbitrary<Session[]> = fc.uniqueArray(
  fc
    .record({
      id: ids,
      session_type: phases,
      times,
      task_id: tasks,
      completed: fc.boolean(),
      isOpen: fc.boolean(),
    })
    .map(({ times: { start, ran, paused }, isOpen, ...row }) =>
      aSession({
        ...row,
        start_time: start,
        end_time: isOpen ? null : start + ran + paused,
        active_time: ran,
      }),
    ),
  { selector: ({ id }) => id },
);

const records: fc.Arbitrary<SessionRecord[]> = fc.uniqueArray(
  fc
    .record({ id: ids, session_type: phases, times, task_id: tasks, isOpen: fc.boolean() })
    .map(({ times: { start, ran }, isOpen, ...record }) => ({
      ...record,
      round_number: 1,
      preset_type: 'short',
      started_at: start,
      ended_at: isOpen ? null : start + ran,
      active_time: ran,
      outcome: isOpen ? ('running' as const) : ('completed' as const),
      completed: !isOpen,
      device_id: 'here',
      lead: 'here',
      ended_by: null,
      rules: 1,
    })),
  { selector: ({ id }) => id },
);

function inOrder(runs: readonly FocusRun[]): string[] {
  return runs
    .map(({ from, to, task_id, isCompleted }) => JSON.stringify([from, to, task_id, isCompleted]))
    .sort();
}

function runsOf(columns: RunColumns | null): FocusRun[] {
  return [...(columns?.from ?? [])].map((from, place) => ({
    from,
    to: columns!.to[place]!,
    task_id: columns!.tasks[columns!.task[place]!]!,
    isCompleted: columns!.completed[place] === 1,
  }));
}

test('STATS-18 a packed history says what the rows say, also after the replay went on', () => {
  fc.assert(
    fc.property(rows, records, records, (stored, then, since) => {
      // What the replay comes to know later is new, or was known when the history was packed.
      const known = new Set(then.map(({ id }) => id));
      const later = since.filter(({ id }) => known.has(id) || stored.every((row) => row.id !== id));
      const packed = structuredClone(packHistory(stored, then, 1));
      expect(inOrder(runsOf(unpackHistory(packed, then, 1)))).toEqual(inOrder(focusRuns(stored, then, 1)));
      expect(inOrder(runsOf(unpackHistory(packed, later, 1)))).toEqual(inOrder(focusRuns(stored, later, 1)));
    }),
  );
});

test('STATS-18 what other rules or another version packed is not used', () => {
  const packed = packHistory([aSession()], [], 1);
  expect(unpackHistory(packed, [], 2)).toBeNull();
  expect(unpackHistory({ ...packed, shape: 2 as 1 }, [], 1)).toBeNull();
  expect(unpackHistory(undefined, [], 1)).toBeNull();
});
