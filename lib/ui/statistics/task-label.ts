import { i18n } from '#i18n';
import type { Task } from '../../store/rows.ts';

/** What a session's task is called: its title, or that its row is gone. */
export function taskLabel(id: string, tasks: ReadonlyMap<string, Task>): string {
  const task = tasks.get(id);
  if (!task) return i18n.t('stats.deleted_task');
  return task.deleted_at === null ? task.title : i18n.t('stats.task_deleted', [task.title]);
}
