import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareInList, currentTask, isToDo, withCurrentTask, type ListedTask } from './current-task.ts';
import { readSettings } from './settings.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
const marks = fc.constantFrom(null, 1);
const lists: fc.Arbitrary<ListedTask[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...ids),
    position: fc.constantFrom('Zz', 'a0', 'a1', 'aV'),
    completed_at: marks,
    deleted_at: marks,
    is_active: fc.boolean(),
  }),
  { selector: ({ id }) => id },
);

test('TASK-7 the current task is the chosen one, or else the next that is to do, whatever the order of the rows', () => {
  fc.assert(
    fc.property(lists, fc.constantFrom(null, ...ids), (tasks, chosen) => {
      const current = currentTask(chosen, tasks);
      expect(currentTask(chosen, tasks.toReversed())).toBe(current);
      const task = tasks.find(({ id }) => id === chosen);
      const inOrder = tasks.toSorted(compareInList);
      const place = task ? inOrder.indexOf(task) : 0;
      const fromThere = [...inOrder.slice(place), ...inOrder.slice(0, place)];
      expect(current).toBe(task ? (fromThere.find(isToDo)?.id ?? null) : null);
    }),
  );
});

test('TASK-7 settings stay the same object where the chosen task is to do', () => {
  const settings = readSettings({ current_task: 'a' });
  const task = { id: 'a', position: 'a0', completed_at: null, deleted_at: null, is_active: true };
  expect(withCurrentTask(settings, [task])).toBe(settings);
  expect(withCurrentTask(settings, [{ ...task, completed_at: 1 }]).current_task).toBeNull();
});
