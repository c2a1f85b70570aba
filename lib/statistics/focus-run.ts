import type { Session } from '../store/rows.ts';
import type { SessionRecord } from '../timer/timer.ts';

/** The time of a focus session that has ended. */
export interface FocusRun {
  task_id: string | null;
  /** Milliseconds since the epoch. `to - from` is how long the session ran. */
  from: number;
  to: number;
  /** Whether it had its whole time, which makes it a pomodoro. */
  isCompleted: boolean;
}

/**
 * The focus sessions that have ended. For a session that has been replayed the replay counts, and the stored row does
 * not: so a session that is open or void after the replay is left out, whatever is stored. A row that was computed by
 * newer `rules` counts before the replay.
 */
export function focusRuns(
  stored: readonly Session[],
  replayed: readonly SessionRecord[],
  rules: number,
): FocusRun[] {
  const byId = new Map(replayed.map((record) => [record.id, record]));
  const runs: FocusRun[] = [];
  for (const row of stored) {
    if (row.rules > rules) byId.delete(row.id);
    else if (byId.has(row.id)) continue;
    if (row.session_type !== 'work' || row.end_time === null || row.outcome === 'void') continue;
    runs.push(focusRun(row.task_id, row.start_time, row.end_time, row.active_time, row.completed));
  }
  for (const { session_type, ended_at, outcome, completed, ...record } of byId.values()) {
    if (session_type !== 'work' || ended_at === null || outcome === 'void') continue;
    runs.push(focusRun(record.task_id, record.started_at, ended_at, record.active_time, completed));
  }
  return runs;
}

/**
 * History keeps how long a session ran, but not when it was paused. So its time counts as one span of that length up
 * to the end of the session. That is exact if there was no pause, and it never begins before the session did.
 */
function focusRun(
  task_id: string | null,
  start: number,
  to: number,
  active: number,
  isCompleted: boolean,
): FocusRun {
  return { task_id, from: Math.min(to, Math.max(start, to - Math.max(0, active))), to, isCompleted };
}
