import type { Ledger, Unsent } from '../store/ledger.ts';
import type { Checkpoint } from '../timer/checkpoint.ts';

export interface Shift {
  moved: Checkpoint[];
  withdrawn: string[];
}

/**
 * Moves acts that were stamped while the clock was not trusted by what the offset turned out to be wrong, in order;
 * none goes before the one that it came after, and none into the future. Automatic acts that were derived from them
 * are withdrawn, to be derived again, unless a person has gone on from there.
 */
export function shiftUnsent(unsent: readonly Unsent[], offset: number, now: number): Shift {
  const byGeneration = unsent.toSorted((a, b) => a.row.generation - b.row.generation);
  const moved: Checkpoint[] = [];
  /** Sessions whose course has moved, with the generation from which on it has. */
  const movedFrom = new Map<string, number>();
  let newest = -Infinity;
  for (const { row, skew } of byGeneration) {
    if (skew === null || skew === offset) continue;
    const by = offset - skew;
    newest = Math.max(newest, Math.min(row.timestamp + by, now));
    const last_active = row.last_active === null ? null : row.last_active + by;
    moved.push({ ...row, timestamp: newest, last_active });
    if (!movedFrom.has(row.session_id)) movedFrom.set(row.session_id, row.generation);
  }
  const touched = touchedBegins(byGeneration);
  const withdrawn: string[] = [];
  for (const { row } of byGeneration) {
    if (row.checkpoint_type !== 'begin' || row.follows === null || touched.has(row.id)) continue;
    if ((movedFrom.get(row.follows) ?? Infinity) >= row.generation) continue;
    withdrawn.push(row.id);
    movedFrom.set(row.session_id, row.generation);
  }
  const gone = new Set(withdrawn);
  return { moved: moved.filter(({ id }) => !gone.has(id)), withdrawn };
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
