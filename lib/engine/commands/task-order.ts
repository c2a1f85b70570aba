import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
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

/** The server refuses a position of more than 200 characters. Only rows of other programs come near. */
const longestPosition = 100;

/**
 * The positions that put a task right behind the one with the id `after`; null means the top. Usually that is one new
 * position. Where it would be too long, all tasks get new ones.
 */
export function placeBehind(
  after: string | null,
  placed: Task,
  tasks: readonly Task[],
): { task: Task; position: string }[] {
  const others = inListOrder(tasks).filter(({ id }) => id !== placed.id);
  const index = after === null ? -1 : others.findIndex(({ id }) => id === after);
  const position = positionBetween(others[index]?.position ?? null, others[index + 1]?.position ?? null);
  if (position.length <= longestPosition) return [{ task: placed, position }];
  const ordered = others.toSpliced(index + 1, 0, placed);
  const positions = generateNKeysBetween(null, null, ordered.length);
  return ordered.map((task, place) => ({ task, position: positions[place] ?? position }));
}

/**
 * A position between two others. A row that another program wrote may have a position that is no fractional index, and
 * two devices may have chosen the same one. In these cases the result is only sure to come after `before`.
 */
function positionBetween(before: string | null, after: string | null): string {
  try {
    return generateKeyBetween(before, after);
  } catch {
    return before === null ? 'Zz' : `${before}V`;
  }
}
