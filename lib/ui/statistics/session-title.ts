import { i18n } from '#i18n';
import type { EndedSession } from '../../statistics/ended-sessions.ts';
import type { Task } from '../../store/rows.ts';
import { taskLabel } from './task-label.ts';

/** What a session was: its task, or its phase where it was for none. */
export function sessionTitle(
  { phase, task_id }: Pick<EndedSession, 'phase' | 'task_id'>,
  tasks: ReadonlyMap<string, Task>,
): string {
  return phase === 'work' && task_id !== null ? taskLabel(task_id, tasks) : i18n.t(`phase.${phase}`);
}
