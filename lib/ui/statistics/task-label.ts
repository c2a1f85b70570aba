import { i18n } from '#i18n';
import type { Task } from '../../store/rows.ts';

/** What a session's task is called: its title, or that there is none, or that its row is gone. */
export function taskLabel(id: string | null, tasks: ReadonlyMap<string, Task>): string {
  if (id === null) return i18n.t('stats.no_task');
  const task = tasks.get(id);
  if (!task) return i18n.t('stats.deleted_task');
  return task.deleted_at === null ? task.title : i18n.t('stats.task_deleted', [task.title]);
}
