import { generateKeyBetween } from 'fractional-indexing';
import type { Task } from '../../store/rows.ts';
import { compareInList } from '../../timer/current-task.ts';

/**
 * The tasks that are not deleted, in the order of the list: by position, then by id if two devices chose the same
 * position.
 */
export function inListOrder(tasks: readonly Task[]): Task[] {
  const open = tasks.filter((task) => task.deleted_at === null);
  return open.sort(compareInList);
}

/** The position right behind the task with the id `after`. Null means the top. */
export function positionBehind(after: string | null, moved: Task, tasks: readonly Task[]): string {
  const others = inListOrder(tasks).filter(({ id }) => id !== moved.id);
  const index = after === null ? -1 : others.findIndex(({ id }) => id === after);
  return positionBetween(others[index]?.position ?? null, others[index + 1]?.position ?? null);
}

/**
 * A position between two others. A row that another program wrote may have a position that is no fractional index, and
 * two devices may have chosen the same one. In these cases the result is only sure to come after `before`.
 */
export function positionBetween(before: string | null, after: string | null): string {
  try {
    return generateKeyBetween(before, after);
  } catch {
    return before === null ? 'Zz' : `${before}V`;
  }
}
