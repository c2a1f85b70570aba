import type { Task } from '../../../store/rows.ts';
import { compareInList, isToDo } from '../../../timer/current-task.ts';

/** The tasks that a session can be given to: those to do in their order, then the others, the newest first. */
export function taskChoice(tasks: Iterable<Task>): Task[] {
  const there = [...tasks].filter((task) => task.deleted_at === null);
  return [
    ...there.filter(isToDo).sort(compareInList),
    ...there
      .filter((task) => !isToDo(task))
      .sort((one, other) => (other.completed_at ?? 0) - (one.completed_at ?? 0) || compareInList(one, other)),
  ];
}
