import type { Session } from '../store/rows.ts';
import type { SessionRecord } from '../timer/timer.ts';

/** A focus session that has ended, as statistics know it. */
export interface FocusRun {
  task_id: string | null;
  /** Milliseconds since the epoch; `to - from` is the time that it ran. */
  from: number;
  to: number;
  /** Whether it ran to its end and so is a pomodoro. */
  isCompleted: boolean;
}

/**
 * The focus sessions that have ended: the stored history, overlaid by what the replay knows better. A session that
 * the replay shows open or void has no part in it, whatever is stored; a row of newer `rules` stands as it is.
 */
export function focusRuns(
  stored: readonly Session[],
  replayed: readonly SessionRecord[],
  rules: number,
): FocusRun[] {
  const known = new Map(replayed.map((record) => [record.id, record]));
  const runs: FocusRun[] = [];
  for (const row of stored) {
    if (row.rules > rules) known.delete(row.id);
    else if (known.has(row.id)) continue;
    if (row.session_type !== 'work' || row.end_time === null || row.outcome === 'void') continue;
    runs.push(focusRun(row.task_id, row.start_time, row.end_time, row.active_time, row.completed));
  }
  for (const { session_type, ended_at, outcome, ...record } of known.values()) {
    if (session_type !== 'work' || ended_at === null || outcome === 'void') continue;
    runs.push(
      focusRun(record.task_id, record.started_at, ended_at, record.active_time, outcome === 'completed'),
    );
  }
  return runs;
}

/**
 * History keeps how long a session ran, not when it stood still. So the time counts as the last stretch before the
 * end: without a pause that is exact, with one it is where the work went on, and it is never before the start.
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
