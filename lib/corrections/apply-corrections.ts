import { editTime } from '../store/edit-time.ts';
import type { Session } from '../store/rows.ts';
import {
  byHandRules,
  isByHand,
  minutesWithin,
  pausedIn,
  sessionFields,
  withCorrections,
} from '../store/session-corrections.ts';
import type { AddedSession, CorrectedFields, Correction } from './correction.ts';

/** What a row that is added by hand has beside what the person says. */
export interface AddedBeside {
  preset_type: string;
}

/**
 * The rows that the corrections change, as they are afterwards. Each field that changes is stamped with `now`, or later
 * than the correction that it replaces. A correction of a session that is not in `rows` changes nothing.
 */
export function applyCorrections(
  corrections: readonly Correction[],
  rows: ReadonlyMap<string, Session>,
  { now, beside }: { now: number; beside: AddedBeside },
): Map<string, Session> {
  const changed = new Map<string, Session>();
  for (const correction of corrections) {
    const { session } = correction;
    const row = changed.get(session) ?? rows.get(session);
    if ('added' in correction) {
      if (!row) changed.set(session, addedRow(session, correction.added, now, beside));
    } else if (row) {
      changed.set(session, correctRow(row, correction.fields, now));
    }
  }
  return changed;
}

/** What most sessions have not, and rows of earlier versions lack. */
const nothingSaid = { note: null, internal_interruptions: null, external_interruptions: null };

function addedRow(id: string, added: AddedSession, now: number, { preset_type }: AddedBeside): Session {
  const { start_time, end_time, counts } = added;
  const { active_time = end_time - start_time } = added;
  return {
    ...nothingSaid,
    ...added,
    id,
    active_time,
    completed: counts,
    outcome: counts ? 'completed' : 'stopped',
    current_session_number: 1,
    preset_type,
    rules: byHandRules,
    device_id: null,
    deleted_at: null,
    edited: Object.fromEntries(
      sessionFields.filter((field) => field !== 'deleted_at').map((field) => [field, now]),
    ),
  };
}

function correctRow(row: Session, fields: Partial<CorrectedFields>, now: number): Session {
  const { deleted, ...others } = fields;
  const before = row.edited ?? {};
  const isDeleted = typeof row.deleted_at === 'number';
  const wanted: Partial<Session> = { ...followingMinutes(row, fields), ...others };
  if (deleted !== undefined && deleted !== isDeleted) wanted.deleted_at = deleted ? now : null;
  // Where nobody said whether it counts, the row says what the timer said.
  const there: Partial<Session> = {
    ...nothingSaid,
    ...row,
    counts: row.counts ?? (isDeleted ? null : row.completed),
  };
  const changed = sessionFields.filter(
    (field) => wanted[field] !== undefined && wanted[field] !== there[field],
  );
  if (changed.length === 0) return row;
  const stamps = changed.map((field) => [field, Math.max(now, editTime(before, field) + 1)] as const);
  // An earlier server may have forgotten which fields were corrected before. Then all of them were.
  const isForgotten = !row.edited && isByHand(row);
  const known = isForgotten ? sessionFields.filter((field) => row[field] !== undefined) : [];
  const forgotten = known.map((field) => [field, 1] as const);
  const edited = { ...Object.fromEntries(forgotten), ...before, ...Object.fromEntries(stamps) };
  const values = Object.fromEntries(changed.map((field) => [field, wanted[field]]));
  return withCorrections(row, { ...row, ...values, edited });
}

/** Where minutes were corrected before, a later correction of the start or the end moves them along. */
function followingMinutes(row: Session, fields: Partial<CorrectedFields>): Partial<Session> {
  const { start_time = row.start_time, end_time = row.end_time, active_time } = fields;
  const isMoved = start_time !== row.start_time || end_time !== row.end_time;
  if (active_time !== undefined || !isMoved || end_time === null) return {};
  if (editTime(row.edited ?? {}, 'active_time') === 0) return {};
  return { active_time: minutesWithin(Math.max(0, end_time - start_time), pausedIn(row)) };
}
