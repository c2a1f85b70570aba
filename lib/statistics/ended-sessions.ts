import { currentSessions } from '../corrections/session-row.ts';
import type { Session } from '../store/rows.ts';
import { isCorrected } from '../store/session-corrections.ts';
import type { Interruption, Phase } from '../timer/checkpoint.ts';
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
  /** The device that led it when it ended, where that is known. */
  device: string | null;
  /** What a person wrote about it. */
  note: string | null;
  /** How often it was interrupted. Null where nobody counted. */
  interruptions: Record<Interruption, number> | null;
  /** Whether a person corrected or added it. A note alone corrects nothing. */
  isByHand: boolean;
}

/**
 * The sessions that have ended. For a session that has been replayed the replay counts, and the stored row does not: so
 * a session that is open or void after the replay is left out, whatever is stored. What a person corrected counts before
 * both, and so does a row that was computed by newer `rules`.
 */
export function endedSessions(
  stored: readonly Session[],
  replayed: readonly SessionRecord[],
  rules: number,
): EndedSession[] {
  return currentSessions(stored, replayed, rules).flatMap((row): EndedSession[] => {
    if (row.end_time === null || row.outcome === 'void') return [];
    return [
      {
        id: row.id,
        phase: row.session_type,
        task_id: row.task_id,
        start: row.start_time,
        end: row.end_time,
        active: row.active_time,
        outcome: row.outcome,
        isCompleted: row.completed,
        device: row.device_id ?? null,
        note: row.note ?? null,
        interruptions: interruptionsOf(row),
        isByHand: isCorrected(row),
      },
    ];
  });
}

/** Nothing to be told is null as well: all of them were taken back. */
function interruptionsOf(row: Session): Record<Interruption, number> | null {
  const { internal_interruptions: internal, external_interruptions: external } = row;
  return internal || external ? { internal: internal ?? 0, external: external ?? 0 } : null;
}
