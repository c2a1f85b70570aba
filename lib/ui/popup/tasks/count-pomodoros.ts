import type { Session } from '../../../store/rows.ts';
import { rulesVersion } from '../../../timer/replay.ts';
import type { SessionRecord } from '../../../timer/timer.ts';

interface Stored extends Pick<Session, 'id' | 'task_id' | 'session_type' | 'completed'> {
  /** Version 0.1.0 kept a count without them. */
  rules?: number | undefined;
}
type Replayed = Pick<SessionRecord, 'id' | 'task_id' | 'session_type' | 'completed'>;

/**
 * A count that is kept for the next popup, since reading ten years of rows takes many times as long as drawing the
 * tasks.
 */
export interface StoredCount {
  /** By task, from the rows that the replay had forgotten. */
  counts: Record<string, number>;
  /** The rows that the replay still knew. The replay may say something else about them by the next time. */
  recent: Stored[];
}

/**
 * Completed focus sessions by task. The replay knows the newest sessions sooner than the stored history does, which is
 * written from it. The history still has the sessions that the replay has forgotten, and knows better where newer rules
 * wrote it.
 */
export function countPomodoros(
  history: readonly Stored[],
  replayed: readonly Replayed[],
  before: Readonly<Record<string, number>> = {},
): ReadonlyMap<string, number> {
  const counts = new Map(Object.entries(before));
  const add = (task: string | null) => {
    if (task !== null) counts.set(task, (counts.get(task) ?? 0) + 1);
  };
  const newer = new Set(history.filter(({ rules = 0 }) => rules > rulesVersion).map(({ id }) => id));
  const known = new Set<string>();
  for (const { id, task_id, session_type, completed } of replayed) {
    if (newer.has(id)) continue;
    known.add(id);
    if (session_type === 'work' && completed) add(task_id);
  }
  for (const { id, task_id, session_type, completed } of history) {
    if (session_type === 'work' && completed && !known.has(id)) add(task_id);
  }
  return counts;
}

/** What to keep of a count of these tasks. */
export function makeStoredCount(
  tasks: readonly string[],
  history: readonly Stored[],
  replayed: readonly Replayed[],
): StoredCount {
  const known = new Set(replayed.map(({ id }) => id));
  const none = Object.fromEntries(tasks.map((task) => [task, 0]));
  const old = history.filter(({ id }) => !known.has(id));
  return {
    counts: Object.fromEntries(countPomodoros(old, [], none)),
    recent: history
      .filter(({ id }) => known.has(id))
      .map(({ id, task_id, session_type, completed, rules }) => ({
        id,
        task_id,
        session_type,
        completed,
        rules,
      })),
  };
}
