import type { Task } from '../store/rows.ts';
import type { Total } from './totals.ts';

/** One line of the list by task. */
export interface TaskTotal {
  /** `none` is focus without a task; `unknown` is all tasks together that are not there any more. */
  kind: 'task' | 'deleted' | 'none' | 'unknown';
  /** Empty unless the task is known. */
  title: string;
  total: Total;
}

/** Gives totals by task their titles; what they say and their order stay. */
export function nameTaskTotals(
  totals: readonly { task_id: string | null; total: Total }[],
  tasks: readonly Task[],
): TaskTotal[] {
  const known = new Map(tasks.map((task) => [task.id, task]));
  const lines: TaskTotal[] = [];
  let unknown: TaskTotal | undefined;
  for (const { task_id, total } of totals) {
    const task = task_id === null ? undefined : known.get(task_id);
    if (task) {
      lines.push({ kind: task.deleted_at === null ? 'task' : 'deleted', title: task.title, total });
    } else if (task_id === null) {
      lines.push({ kind: 'none', title: '', total });
    } else if (unknown) {
      unknown.total.focus += total.focus;
      unknown.total.pomodoros += total.pomodoros;
    } else {
      unknown = { kind: 'unknown', title: '', total: { ...total } };
      lines.push(unknown);
    }
  }
  return lines.sort((a, b) => b.total.focus - a.total.focus);
}
