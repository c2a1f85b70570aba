import { expect, test } from 'vitest';
import { planTextImport } from '../plan-text-import.ts';
import { acceptedPlan } from '../testing/accepted-plan.ts';
import { superProductivity } from '../testing/other-app-files.ts';
import { afterChanges, importContext, noRows, taskRow } from '../testing/stored-rows.ts';

const text = JSON.stringify(superProductivity, null, 1);
const tasksIn = (plan: ReturnType<typeof acceptedPlan>) =>
  plan.changes.flatMap(({ table, row }) => (table === 'tasks' ? [row] : []));

test("FILES-25 Super Productivity's tasks are taken, done and archived ones as done", () => {
  const plan = acceptedPlan(text);
  expect(plan.preview).toMatchObject({
    source: 'super-productivity',
    tasks: { added: 4, updated: 0, unchanged: 0 },
    sessions: { added: 0, updated: 0, unchanged: 0 },
    period: null,
  });
  const created = superProductivity.data.task.entities.a.created;
  expect(tasksIn(plan)).toMatchObject([
    { title: 'Plan the trip', description: null, estimated_pomodoros: 1, completed_at: null },
    { title: 'Book a train', description: 'By night', estimated_pomodoros: 3, completed_at: null },
    { title: 'Pack', completed_at: superProductivity.data.task.entities.c.doneOn },
    { title: 'Choose a place', completed_at: created },
  ]);
});

test('FILES-25 sums of days are left out and counted, without those that sum up subtasks', () => {
  const line = text.split('\n').findIndex((line) => line.includes('"b": {')) + 1;
  expect(acceptedPlan(text).preview.skipped).toEqual([{ reason: 'day_sum', count: 3, line }]);
});

test('FILES-25 open tasks stand behind those that are here, in the order of the file', () => {
  const here = { ...noRows, tasks: [taskRow({ position: 'a5' })] };
  const [first, second] = tasksIn(acceptedPlan(text, here)).map(({ position }) => position);
  expect('a5' < (first ?? '') && (first ?? '') < (second ?? '')).toBe(true);
  const odd = { ...noRows, tasks: [taskRow({ position: 'zzzz' })] };
  expect(tasksIn(acceptedPlan(text, odd))).toHaveLength(4);
});

test('FILES-2 the same backup makes no doubles, and takes nothing back that was done here', () => {
  const here = afterChanges(noRows, acceptedPlan(text).changes);
  const mine = here.tasks.map((task) => ({ ...task, title: 'Mine', edited: { title: 5 } }));
  expect(acceptedPlan(text, { ...here, tasks: mine }).changes).toEqual([]);
});

test('FILES-4 a backup with a wrong value is refused with its line and place', () => {
  const wrong = text.replace('"title": "Book a train"', '"title": 7');
  const line = wrong.split('\n').findIndex((line) => line.includes('"title": 7')) + 1;
  expect(planTextImport(wrong, importContext())).toEqual({
    refused: { line, reason: 'bad_value', place: 'data.task.entities.b.title' },
  });
});

test('FILES-4 another file with data in it is of an unknown kind', () => {
  expect(planTextImport('{"data":{"task":{}}}', importContext())).toEqual({
    refused: { line: 1, reason: 'unknown_format' },
  });
});
