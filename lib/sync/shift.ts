import type { Ledger, Unsent } from '../store/ledger.ts';
import type { Checkpoint } from '../timer/checkpoint.ts';

export interface Shift {
  moved: Checkpoint[];
  withdrawn: string[];
}

/**
 * Moves acts that were stamped while the clock was not trusted by what the offset turned out to be wrong, in order;
 * none goes before the one that it came after, and none into the future. Automatic acts that did not move as far as
 * what they were derived from are withdrawn, to be derived again, unless a person has gone on from there.
 */
export function shiftUnsent(unsent: readonly Unsent[], offset: number, now: number): Shift {
  const byGeneration = unsent.toSorted((a, b) => a.row.generation - b.row.generation);
  const touched = touchedBegins(byGeneration);
  const moved: Checkpoint[] = [];
  const withdrawn: string[] = [];
  /** How far the newest act of a session has moved; of one that was withdrawn, no number equals it. */
  const moves = new Map<string, number>();
  let newest = -Infinity;
  for (const { row, skew } of byGeneration) {
    const by = skew === null ? 0 : offset - skew;
    const timestamp = by === 0 ? row.timestamp : Math.max(newest, Math.min(row.timestamp + by, now));
    const move = timestamp - row.timestamp;
    const cause = row.checkpoint_type === 'begin' && !touched.has(row.id) ? row.follows : null;
    if (cause !== null && (moves.get(cause) ?? 0) !== move) {
      withdrawn.push(row.id);
      moves.set(row.session_id, NaN);
      continue;
    }
    moves.set(row.session_id, move);
    if (by === 0) continue;
    newest = timestamp;
    moved.push({ ...row, timestamp, last_active: row.last_active === null ? null : row.last_active + by });
  }
  return { moved, withdrawn };
}

/** Automatic acts that a person has stood by: acted in the phase they began, or in one that followed from it. */
function touchedBegins(byGeneration: readonly Unsent[]): Set<string> {
  const sessions = new Set<string>();
  const begins = new Set<string>();
  for (const { row } of byGeneration.toReversed()) {
    if (row.checkpoint_type !== 'begin') sessions.add(row.session_id);
    else if (sessions.has(row.session_id)) begins.add(row.id);
    else continue;
    if (row.follows !== null) sessions.add(row.follows);
  }
  return begins;
}

export function shiftLedger(ledger: Pick<Ledger, 'restamp'>, offset: number, now: number): Promise<void> {
  return ledger.restamp(
    (unsent) => shiftUnsent(unsent, offset, now),
    (at, skew) => Math.min(at + offset - skew, now),
  );
}
