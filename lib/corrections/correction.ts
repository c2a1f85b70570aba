import type { Phase } from '../timer/checkpoint.ts';

/** What a person can put right about a session that has ended. Instants and spans are milliseconds. */
export interface CorrectedFields {
  task_id: string | null;
  session_type: Phase;
  start_time: number;
  end_time: number;
  /** How long it ran. Where only the start or the end is corrected, the minutes follow. */
  active_time: number;
  /** Whether it counts as completed. */
  counts: boolean;
  deleted: boolean;
  /** One line (`isNote`), or null. */
  note: string | null;
  internal_interruptions: number | null;
  external_interruptions: number | null;
}

/** What most sessions have not. */
type OftenMissing = 'note' | 'internal_interruptions' | 'external_interruptions';

/** A session added by hand. */
export interface AddedSession
  extends
    Partial<Pick<CorrectedFields, OftenMissing>>,
    Omit<CorrectedFields, 'active_time' | 'deleted' | OftenMissing> {
  /** Without it the session ran from its start to its end. */
  active_time?: number;
}

/**
 * One correction. A split is a correction of the end and an addition, a merge a correction and a deletion: a list of
 * corrections is carried out as a whole or not at all.
 */
export type Correction =
  | { session: string; fields: Partial<CorrectedFields> }
  /** `session` is a new id, which the page makes: so it can take the addition back. */
  | { session: string; added: AddedSession };

export type CorrectionReason =
  | 'session_unknown'
  | 'session_open'
  | 'session_backwards'
  | 'session_future'
  | 'session_minutes'
  | 'session_too_long'
  | 'session_overlaps'
  | 'session_note'
  | 'session_interruptions';

/** What is wrong with a correction. Each reason has a sentence in the catalogue under `reason.`. */
export interface CorrectionFault {
  session: string;
  reason: CorrectionReason;
  /** Where the sentence stands. Null where it is about the whole session. */
  field:
    | 'start_time'
    | 'end_time'
    | 'active_time'
    | 'note'
    | 'internal_interruptions'
    | 'external_interruptions'
    | null;
  /** The session whose minutes it would overlap. */
  other?: string;
}
