import type { Session } from '../store/rows.ts';
import { applyCorrections, type AddedBeside } from './apply-corrections.ts';
import type { Correction, CorrectionFault } from './correction.ts';
import { isNote } from './note.ts';
import { placedSpan, type Span } from './placed-span.ts';

const minute = 60_000;

/** A correction makes no session longer than a phase can be, milliseconds. */
export const longestCorrected = 180 * minute;

/** The database takes as many of each kind. */
export const mostInterruptions = 1000;

/** The first instant that the database knows, and the first that it does not. */
const instants: Span = { from: 946_684_800_000, to: 7_258_118_400_000 };

/** What `correct` is given beside the corrections. */
export interface CorrectionState {
  /** All sessions as they are now (`currentSessions`), deleted and open ones included. */
  sessions: readonly Session[];
  /** Corrected time, milliseconds. */
  now: number;
  beside: AddedBeside;
}

export type Corrected =
  | { ok: true; rows: Session[] }
  /** Never empty. */
  | { ok: false; faults: CorrectionFault[] };

/**
 * Carries out corrections as a whole: the rows that they change, or all that is wrong with them. Screens ask it while
 * somebody types, the engine before it writes.
 */
export function correct(corrections: readonly Correction[], state: CorrectionState): Corrected {
  const before = new Map(state.sessions.map((row) => [row.id, row]));
  const after = applyCorrections(corrections, before, state);
  const unknown = corrections.flatMap((correction) => faultBefore(correction, before));
  if (unknown.length > 0) return { ok: false, faults: unknown };
  const rows = [...after.values()].filter((row) => before.get(row.id) !== row);
  const all = [...state.sessions.filter(({ id }) => !after.has(id)), ...after.values()];
  const faults = rows.flatMap((row) => {
    const own = faultIn(row, before.get(row.id), state.now) ?? faultInWords(row, before.get(row.id));
    return own ? [own] : overlapOf(row, before, all, state.now);
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, rows };
}

function faultBefore(correction: Correction, before: ReadonlyMap<string, Session>): CorrectionFault[] {
  const { session } = correction;
  const row = before.get(session);
  const fault = { session, field: null };
  if ('added' in correction) return row ? [{ ...fault, reason: 'session_unknown' }] : [];
  if (!row || (row.outcome === 'void' && typeof row.deleted_at !== 'number')) {
    return [{ ...fault, reason: 'session_unknown' }];
  }
  return row.end_time === null ? [{ ...fault, reason: 'session_open' }] : [];
}

/** What is wrong with the times of a row. Of one whose times are as they were nothing is. */
function faultIn(row: Session, before: Session | undefined, now: number): CorrectionFault | null {
  const { id: session, start_time, end_time, active_time } = row;
  const hasMoved =
    start_time !== before?.start_time || end_time !== before.end_time || active_time !== before.active_time;
  if (!hasMoved || end_time === null) return null;
  const isInstant = (at: number) => Number.isInteger(at) && at >= instants.from && at < instants.to;
  if (!isInstant(start_time) || start_time > now)
    return { session, field: 'start_time', reason: 'session_future' };
  if (!isInstant(end_time) || end_time > now) return { session, field: 'end_time', reason: 'session_future' };
  if (end_time <= start_time) return { session, field: 'end_time', reason: 'session_backwards' };
  if (!Number.isInteger(active_time) || active_time <= 0 || active_time > end_time - start_time) {
    return { session, field: 'active_time', reason: 'session_minutes' };
  }
  const isLonger = active_time > longestCorrected && active_time > (before?.active_time ?? 0);
  return isLonger ? { session, field: 'active_time', reason: 'session_too_long' } : null;
}

/** What is wrong with what no clock says. */
function faultInWords(row: Session, before: Session | undefined): CorrectionFault | null {
  const { id: session, note = null } = row;
  if (note !== (before?.note ?? null) && !isNote(note)) {
    return { session, field: 'note', reason: 'session_note' };
  }
  for (const field of ['internal_interruptions', 'external_interruptions'] as const) {
    const count = row[field] ?? 0;
    const isCount = Number.isInteger(count) && count >= 0 && count <= mostInterruptions;
    if (!isCount) return { session, field, reason: 'session_interruptions' };
  }
  return null;
}

/** Another session whose minutes the row has now, and did not have before. */
function overlapOf(
  row: Session,
  before: ReadonlyMap<string, Session>,
  all: readonly Session[],
  now: number,
): CorrectionFault[] {
  const span = minutesOf(row, now);
  const old = before.get(row.id);
  const oldSpan = old && minutesOf(old, now);
  if (!span) return [];
  for (const one of all) {
    const other = one.id === row.id ? null : minutesOf(one, now);
    if (!other || shared(span, other) === 0) continue;
    const oldOne = before.get(one.id);
    const oldOther = oldOne && minutesOf(oldOne, now);
    // What two devices made apart may overlap already, and can only be put right step by step.
    if (oldSpan && oldOther && shared(span, other) <= shared(oldSpan, oldOther)) continue;
    const field = oldSpan && span.to !== oldSpan.to ? 'end_time' : 'start_time';
    return [{ session: row.id, field, reason: 'session_overlaps', other: one.id }];
  }
  return [];
}

/** The minutes of a session as the statistics place them; of an open one those until now. */
function minutesOf({ start_time, end_time, active_time, outcome }: Session, now: number): Span | null {
  if (outcome === 'void') return null;
  return end_time === null ? { from: start_time, to: now } : placedSpan(start_time, end_time, active_time);
}

function shared(one: Span, other: Span): number {
  return Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));
}
