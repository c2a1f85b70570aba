import type { Ledger, UnsentCheckpoint } from '../../store/ledger.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';

/**
 * The acts that were stamped while the clock was not trusted, with corrected times. They keep their order, and none
 * lands in the future. An automatic phase that no longer begins where the one before it ended is left to the replay,
 * which finds it void.
 */
export function correctUnsent(
  unsent: readonly UnsentCheckpoint[],
  offset: number,
  now: number,
): Checkpoint[] {
  const corrected: Checkpoint[] = [];
  let newest = -Infinity;
  for (const { row, skew } of unsent.toSorted((a, b) => a.row.generation - b.row.generation)) {
    const by = skew === null ? 0 : offset - skew;
    if (by === 0) continue;
    newest = Math.max(newest, Math.min(row.timestamp + by, now));
    const last_active = row.last_active === null ? null : row.last_active + by;
    corrected.push({ ...row, timestamp: newest, last_active });
  }
  return corrected;
}

/** Corrects the times of all acts and edits in the ledger that were stamped without trust. */
export function correctLedger(ledger: Pick<Ledger, 'restamp'>, offset: number, now: number): Promise<void> {
  return ledger.restamp(
    (unsent) => correctUnsent(unsent, offset, now),
    (at, skew) => Math.min(at + offset - skew, now),
  );
}
