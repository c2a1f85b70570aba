import type { Task } from '../../../store/rows.ts';

export interface TaskLists {
  /** In the order of their owner. */
  open: Task[];
  /** The newest first. */
  done: Task[];
}

/** The tasks that a person sees: neither deleted nor put away. */
export function listTasks(tasks: readonly Task[]): TaskLists {
  const seen = tasks.filter((task) => task.deleted_at === null && task.is_active);
  return {
    open: seen
      .filter((task) => task.completed_at === null)
      .sort((a, b) => byText(a.position, b.position) || byText(a.id, b.id)),
    done: seen
      .filter((task) => task.completed_at !== null)
      .sort((a, b) => (b.completed_at ?? 0) - (a.completed_at ?? 0) || byText(a.id, b.id)),
  };
}

/** Where a task lands that is moved by `steps` places: behind which id, or null for the top. Undefined: nowhere. */
export function placeAfter(ids: readonly string[], id: string, steps: number): string | null | undefined {
  const from = ids.indexOf(id);
  const to = Math.max(0, Math.min(ids.length - 1, from + steps));
  if (from < 0 || to === from) return undefined;
  return ids.filter((other) => other !== id)[to - 1] ?? null;
}

/** Positions are fractional indexes, which sort by code unit in every language. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
