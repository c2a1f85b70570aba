import type { Session } from '../store/rows.ts';
import type { Phase } from '../timer/checkpoint.ts';
import type { Outcome, SessionRecord } from '../timer/timer.ts';

/** A session that has ended and is not void. Instants in milliseconds since the epoch. */
export interface EndedSession {
  id: string;
  phase: Phase;
  task_id: string | null;
  start: number;
  end: number;
  /** How long it ran, milliseconds. */
  active: number;
  outcome: Outcome;
  isCompleted: boolean;
}

/**
 * The sessions that have ended. For a session that has been replayed the replay counts, and the stored row does not: so
 * a session that is open or void after the replay is left out, whatever is stored. A row that was computed by newer
 * `rules` counts before the replay.
 */
export function endedSessions(
  stored: readonly Session[],
  replayed: readonly SessionRecord[],
  rules: number,
): EndedSession[] {
  const byId = new Map(replayed.map((record) => [record.id, record]));
  const ended: EndedSession[] = [];
  for (const row of stored) {
    if (row.rules > rules) byId.delete(row.id);
    else if (byId.has(row.id)) continue;
    if (row.end_time === null || row.outcome === 'void') continue;
    ended.push({
      id: row.id,
      phase: row.session_type,
      task_id: row.task_id,
      start: row.start_time,
      end: row.end_time,
      active: row.active_time,
      outcome: row.outcome,
      isCompleted: row.completed,
    });
  }
  for (const record of byId.values()) {
    if (record.ended_at === null || record.outcome === 'void') continue;
    ended.push({
      id: record.id,
      phase: record.session_type,
      task_id: record.task_id,
      start: record.started_at,
      end: record.ended_at,
      active: record.active_time,
      outcome: record.outcome,
      isCompleted: record.completed,
    });
  }
  return ended;
}
