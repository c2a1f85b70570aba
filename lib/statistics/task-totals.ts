import type { Task } from '../store/rows.ts';
import type { Total } from './totals.ts';

/** The focus on one task, with what the list by task calls it. */
export interface TaskTotal {
  /** `none` is the focus without a task. `unknown` is all tasks together whose rows are gone. */
  kind: 'task' | 'deleted' | 'none' | 'unknown';
  /** Empty if there is no task or its row is gone. */
  title: string;
  total: Total;
}

/**
 * Gives totals by task their titles and joins those of unknown tasks. The most focus comes first; of equals the one
 * that stood first in `totals` comes first.
 */
export function nameTaskTotals(
  totals: readonly { task_id: string | null; total: Total }[],
  tasks: readonly Task[],
): TaskTotal[] {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const named: TaskTotal[] = [];
  let unknown: TaskTotal | undefined;
  for (const { task_id, total } of totals) {
    const task = task_id === null ? undefined : byId.get(task_id);
    if (task) {
      named.push({ kind: task.deleted_at === null ? 'task' : 'deleted', title: task.title, total });
    } else if (task_id === null) {
      named.push({ kind: 'none', title: '', total });
    } else if (unknown) {
      unknown.total.focus += total.focus;
      unknown.total.pomodoros += total.pomodoros;
    } else {
      unknown = { kind: 'unknown', title: '', total: { ...total } };
      named.push(unknown);
    }
  }
  return named.sort((a, b) => b.total.focus - a.total.focus);
}
