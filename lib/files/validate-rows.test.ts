import { expect, test } from 'vitest';
import type { Session, Task } from '../store/rows.ts';
import type { Checkpoint, Plan } from '../timer/checkpoint.ts';
import { checkpointRow, now, sessionRow, taskRow } from './testing/stored-rows.ts';
import { isValidPlan, validateCheckpoint, validateSession, validateTask } from './validate-rows.ts';

const minute = 60_000;
const week = 7 * 24 * 60 * minute;
const earliest = Date.UTC(2000, 0, 1);

test.each<[Partial<Session>, Partial<Session>]>([
  [{ start_time: earliest }, { start_time: earliest - 1 }],
  [{ end_time: now + minute }, { end_time: now + minute + 1 }],
  [{ end_time: sessionRow().start_time }, { end_time: sessionRow().start_time - 1 }],
  [{ active_time: 0 }, { active_time: -1 }],
  [{ active_time: week }, { active_time: week + 1 }],
  [{ current_session_number: 1 }, { current_session_number: 0 }],
  [{ current_session_number: 1000 }, { current_session_number: 1001 }],
  [{ current_session_number: 2 }, { current_session_number: 1.5 }],
  [{ rules: 0 }, { rules: -1 }],
  [{ rules: 1_000_000 }, { rules: 1_000_001 }],
  [{ preset_type: 'p'.repeat(64) }, { preset_type: 'p'.repeat(65) }],
  [{ preset_type: 'p' }, { preset_type: '' }],
])('FILES-5 a session with %o is taken, one with %o is not', (last, beyond) => {
  expect(validateSession(sessionRow(last), now)).toHaveProperty('row');
  expect(validateSession(sessionRow(beyond), now)).toHaveProperty('wrong');
});

test.each<[Partial<Checkpoint>, Partial<Checkpoint>]>([
  [{ timestamp: earliest }, { timestamp: earliest - 1 }],
  [{ timestamp: now + minute }, { timestamp: now + minute + 1 }],
  [{ last_active: earliest }, { last_active: earliest - 1 }],
  [{ generation: 1 }, { generation: 0 }],
  [{ generation: 1e9 }, { generation: 1e9 + 1 }],
  [{ round_number: 1000 }, { round_number: 1001 }],
  [{ remaining_time: week }, { remaining_time: week + 1 }],
  [{ added_time: week }, { added_time: week + 1 }],
  [{ checkpoint_type: 'a'.repeat(32) }, { checkpoint_type: 'a'.repeat(33) }],
])('FILES-5 a checkpoint with %o is taken, one with %o is not', (last, beyond) => {
  expect(validateCheckpoint(checkpointRow(last), now)).toHaveProperty('row');
  expect(validateCheckpoint(checkpointRow(beyond), now)).toHaveProperty('wrong');
});

test.each<[Partial<Task>, Partial<Task>]>([
  [{ title: '🍅'.repeat(500) }, { title: '🍅'.repeat(501) }],
  [{ description: 'd'.repeat(10_000) }, { description: 'd'.repeat(10_001) }],
  [{ description: '' }, { title: ' ' }],
  [{ estimated_pomodoros: 999 }, { estimated_pomodoros: 1000 }],
  [{ created_at: earliest }, { created_at: earliest - 1 }],
])('FILES-5 a task with %o is taken, one with %o is not', (last, beyond) => {
  expect(validateTask(taskRow(last), now)).toHaveProperty('row');
  expect(validateTask(taskRow(beyond), now)).toHaveProperty('wrong');
});

test('FILES-5 a task at an impossible position is taken with the first one', () => {
  for (const position of ['', 'a', 'a00', 'b0', `A${'0'.repeat(26)}`, 'ä0'])
    expect(validateTask(taskRow({ position }), now)).toMatchObject({ row: { position: 'a0' } });
  for (const position of ['a0', 'a1V', 'Zz', 'b00'])
    expect(validateTask(taskRow({ position }), now)).toMatchObject({ row: { position } });
});

const plan = checkpointRow().plan;

test.each<[Partial<Plan>, boolean]>([
  [{ work_duration: 0 }, false],
  [{ work_duration: 0.1 }, true],
  [{ short_break: 180 }, true],
  [{ short_break: 181 }, false],
  [{ long_break: 181 }, false],
  [{ sessions_before_long_break: 0 }, false],
  [{ sessions_before_long_break: 1 }, true],
  [{ sessions_before_long_break: 12 }, true],
  [{ sessions_before_long_break: 13 }, false],
])('FILES-5 whether a plan with %o is possible: %s', (change, isPossible) => {
  expect(isValidPlan({ ...plan, ...change })).toBe(isPossible);
});
