import type { Task } from '../../../store/rows.ts';
import { compareInList, isToDo } from '../../../timer/current-task.ts';

export interface TaskLists {
  /** In the order that the person gave them. */
  open: Task[];
  /** The newest first. */
  done: Task[];
}

/** The tasks that a person sees. Deleted and put away ones are left out. */
export function listTasks(tasks: readonly Task[]): TaskLists {
  const seen = tasks.filter((task) => task.deleted_at === null && task.is_active);
  return {
    open: seen.filter(isToDo).sort(compareInList),
    done: seen
      .filter((task) => task.completed_at !== null)
      .sort((a, b) => (b.completed_at ?? 0) - (a.completed_at ?? 0) || compareInList(a, b)),
  };
}

/** The id that a task stands after once it was moved by `steps` places. Null is the top, undefined means no move. */
export function placeAfter(ids: readonly string[], id: string, steps: number): string | null | undefined {
  const from = ids.indexOf(id);
  const to = Math.max(0, Math.min(ids.length - 1, from + steps));
  if (from < 0 || to === from) return undefined;
  return ids.filter((other) => other !== id)[to - 1] ?? null;
}
