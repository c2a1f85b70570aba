/** What a row says of its task where the timer is about another one than the person has chosen. */
export type TaskMark = 'now' | 'next';

export interface NamedTasks {
  /** The task that the face of the timer names. */
  named: string | null;
  /** The focus session that runs or is paused, or null. */
  session: string | null;
  /** The task that was chosen for the next focus session. */
  current: string | null;
}

/** The chosen task is next where the face names another one, and the one that runs is now. */
export function markOf(task: string, { named, session, current }: NamedTasks): TaskMark | null {
  if (named === current) return null;
  if (task === current) return 'next';
  return task === named && session !== null ? 'now' : null;
}
