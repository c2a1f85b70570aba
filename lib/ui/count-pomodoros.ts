import type { Session } from '../store/rows.ts';
import type { SessionRecord } from '../timer/timer.ts';

/**
 * Completed focus sessions by task. The replay knows the newest sessions better than the stored history, which
 * follows it, and the history remembers those that the replay has forgotten.
 */
export function countPomodoros(
  history: readonly Pick<Session, 'id' | 'task_id' | 'session_type' | 'completed'>[],
  replayed: readonly Pick<SessionRecord, 'id' | 'task_id' | 'session_type' | 'outcome'>[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (task: string | null) => {
    if (task !== null) counts.set(task, (counts.get(task) ?? 0) + 1);
  };
  const known = new Set<string>();
  for (const { id, task_id, session_type, outcome } of replayed) {
    known.add(id);
    if (session_type === 'work' && outcome === 'completed') add(task_id);
  }
  for (const { id, task_id, session_type, completed } of history) {
    if (session_type === 'work' && completed && !known.has(id)) add(task_id);
  }
  return counts;
}
