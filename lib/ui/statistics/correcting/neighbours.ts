import type { Correction } from '../../../corrections/correction.ts';
import type { DraftedSession } from './session-draft.ts';

interface Identified extends DraftedSession {
  id: string;
}

const minute = 60_000;

/**
 * Makes one session of two that follow each other. It ran as long as both did, counts if one of them does, and has the
 * notes and interruptions of both.
 */
export function merge(first: Identified, second: Identified): Correction[] {
  const end_time = Math.max(first.end, second.end);
  const active_time = Math.min(first.active + second.active, end_time - first.start);
  const counts = first.isCompleted || second.isCompleted;
  const note = [first.note, second.note].filter((one) => one !== null).join(' · ');
  const fields = {
    end_time,
    active_time,
    ...(counts !== first.isCompleted && { counts }),
    ...(second.note !== null && { note }),
    ...(second.interruptions && {
      internal_interruptions: second.interruptions.internal + (first.interruptions?.internal ?? 0),
      external_interruptions: second.interruptions.external + (first.interruptions?.external ?? 0),
    }),
  };
  return [
    { session: first.id, fields },
    { session: second.id, fields: { deleted: true } },
  ];
}

/** The minute in the middle of a session, or its very middle where it has no such minute. */
export function middleOf({ start, end }: Identified): number {
  const middle = (start + end) / 2;
  const whole = Math.round(middle / minute) * minute;
  return whole > start && whole < end ? whole : Math.floor(middle);
}

/**
 * Makes two sessions of one, which meet at that instant within it. Both together ran as long, and count as often: the
 * second one does not, and has neither note nor interruptions.
 */
export function split(session: Identified, id: string, at: number): Correction[] {
  const { start, end, active, task_id, phase } = session;
  const first = Math.round((active * (at - start)) / (end - start));
  const rest = { start_time: at, end_time: end, active_time: active - first };
  return [
    { session: session.id, fields: { end_time: at, active_time: first } },
    { session: id, added: { task_id, session_type: phase, ...rest, counts: false } },
  ];
}
