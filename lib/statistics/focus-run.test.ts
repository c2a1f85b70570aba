import { expect, test } from 'vitest';
import type { Outcome, SessionRecord } from '../timer/timer.ts';
import { focusRuns } from './focus-run.ts';
import { aSession } from './testing/history.ts';

const rules = 1;

function aRecord(record: Partial<SessionRecord> = {}): SessionRecord {
  return {
    id: 'session',
    task_id: 'task',
    session_type: 'work',
    round_number: 1,
    preset_type: 'short',
    started_at: 1000,
    ended_at: 5000,
    active_time: 4000,
    outcome: 'completed',
    completed: true,
    device_id: 'device',
    lead: 'device',
    ended_by: null,
    rules: 1,
    ...record,
  };
}

test('STATS-3 breaks, void sessions and open ones are no focus', () => {
  const stored = [
    aSession({ id: 'a', session_type: 'short_break' }),
    aSession({ id: 'b', session_type: 'long_break' }),
    aSession({ id: 'c', outcome: 'void', end_time: null }),
    aSession({ id: 'd', outcome: 'void' }),
    aSession({ id: 'e', outcome: 'running', end_time: null, active_time: 0 }),
  ];
  expect(focusRuns(stored, [], rules)).toEqual([]);
});

test.each<[Outcome, boolean]>([
  ['completed', true],
  ['stopped', false],
  ['skipped', false],
  ['interrupted', false],
  // TIMER-27: after its whole time.
  ['skipped', true],
])('STATS-3 a focus session that was %s counts its time; as a pomodoro: %s', (outcome, isCompleted) => {
  const run = { task_id: 'task', from: 1000, to: 5000, isCompleted };
  expect(focusRuns([], [aRecord({ outcome, completed: isCompleted })], rules)).toEqual([run]);
  const row = aSession({
    task_id: 'task',
    start_time: 1000,
    end_time: 5000,
    active_time: 4000,
    outcome,
    completed: isCompleted,
  });
  expect(focusRuns([row], [], rules)).toEqual([run]);
});

test('STATS-4 what the replay says of a session counts before what is stored of it, and once', () => {
  const stored = [aSession({ end_time: 2000, active_time: 1000 }), aSession({ id: 'other' })];
  const runs = focusRuns(stored, [aRecord()], rules);
  expect(runs.map(({ to }) => to)).toEqual([5000, 25 * 60_000]);
});

test.each<Partial<SessionRecord>>([
  { outcome: 'running', ended_at: null },
  { outcome: 'paused', ended_at: null },
  { outcome: 'void', ended_at: null },
])('STATS-4 a stored session that the replay shows open or void does not count: %o', (record) => {
  expect(focusRuns([aSession()], [aRecord(record)], rules)).toEqual([]);
});

test('STATS-4 a row of newer rules stands against the replay', () => {
  const stored = [aSession({ start_time: 0, end_time: 2000, active_time: 1000, rules: 2 })];
  expect(focusRuns(stored, [aRecord()], rules)).toMatchObject([{ from: 1000, to: 2000 }]);
});

test.each([
  ['without a pause', 1000, 5000, 4000, 1000],
  ['with one', 1000, 5000, 1500, 3500],
  ['of a row that claims more than its span', 1000, 5000, 9000, 1000],
  ['of a row that claims less than nothing', 1000, 5000, -10, 5000],
  ['of a row that ends before it starts', 5000, 1000, 400, 1000],
])(
  'STATS-5 the time of a session %s is the stretch before its end',
  (_, start_time, end_time, active_time, from) => {
    expect(focusRuns([aSession({ start_time, end_time, active_time })], [], rules)).toMatchObject([
      { from, to: end_time },
    ]);
  },
);
