import { expect, test } from 'vitest';
import type { Task } from '../store/rows.ts';
import { nameTaskTotals } from './task-totals.ts';

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
const totals = [
  { task_id: null, total: { focus: 40, pomodoros: 1 } },
  { task_id: 'b', total: { focus: 30, pomodoros: 1 } },
  { task_id: 'gone', total: { focus: 25, pomodoros: 1 } },
  { task_id: 'gone too', total: { focus: 24, pomodoros: 1 } },
  { task_id: 'a', total: { focus: 20, pomodoros: 1 } },
];

test('STATS-12 by task: the most time first, deleted ones named as such, unknown ones together', () => {
  const before = structuredClone(totals);
  const lines = nameTaskTotals(totals, [base, { ...base, id: 'b', title: 'Letter', deleted_at: 5 }]);
  expect(lines).toEqual([
    { kind: 'unknown', title: '', total: { focus: 49, pomodoros: 2 } },
    { kind: 'none', title: '', total: { focus: 40, pomodoros: 1 } },
    { kind: 'deleted', title: 'Letter', total: { focus: 30, pomodoros: 1 } },
    { kind: 'task', title: 'Report', total: { focus: 20, pomodoros: 1 } },
  ]);
  expect(totals).toEqual(before);
});

test('STATS-12 totals with the same focus keep their order', () => {
  const equal = ['b', null, 'a'].map((task_id) => ({ task_id, total: { focus: 20, pomodoros: 1 } }));
  const tasks = [base, { ...base, id: 'b', title: 'Letter' }];
  expect(nameTaskTotals(equal, tasks).map(({ title }) => title)).toEqual(['Letter', '', 'Report']);
});
