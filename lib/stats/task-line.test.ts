import { expect, test } from 'vitest';
import type { Task } from '../store/rows.ts';
import { taskLines } from './task-line.ts';
import { byTask } from './total.ts';

const base: Task = {
  id: 'a',
  title: 'Report',
  description: null,
  estimated_pomodoros: 1,
  created_at: 0,
  completed_at: null,
  is_active: true,
  position: 'a0',
  deleted_at: null,
  edited: {},
};
const piece = { day: 1, hour: 9, pomodoros: 1 };

test('STATS-12 by task: the most time first, deleted ones named as such, unknown ones together', () => {
  const totals = byTask(
    [
      { ...piece, task_id: 'a', focus: 20 },
      { ...piece, task_id: 'b', focus: 30 },
      { ...piece, task_id: 'gone', focus: 25 },
      { ...piece, task_id: null, focus: 40 },
      { ...piece, task_id: 'gone too', focus: 24 },
      { ...piece, task_id: 'a', focus: 5, day: 9 },
    ],
    0,
    9,
  );
  const lines = taskLines(totals, [base, { ...base, id: 'b', title: 'Letter', deleted_at: 5 }]);
  expect(lines).toEqual([
    { kind: 'unknown', title: '', total: { focus: 49, pomodoros: 2 } },
    { kind: 'none', title: '', total: { focus: 40, pomodoros: 1 } },
    { kind: 'deleted', title: 'Letter', total: { focus: 30, pomodoros: 1 } },
    { kind: 'task', title: 'Report', total: { focus: 20, pomodoros: 1 } },
  ]);
  expect(totals.map(({ total }) => total.focus)).toEqual([40, 30, 25, 24, 20]);
});
