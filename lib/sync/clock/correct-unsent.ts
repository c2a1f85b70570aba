import type { Ledger, UnsentCheckpoint } from '../../store/ledger.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';

/**
 * Moves acts that were stamped while the clock was not trusted by what the offset turned out to be wrong, in order;
 * none goes before the one that it came after, and none into the future. An automatic one that thereby no longer
 * begins at the end that it followed comes to nothing in the replay.
 */
export function correctUnsent(
  unsent: readonly UnsentCheckpoint[],
  offset: number,
  now: number,
): Checkpoint[] {
  const moved: Checkpoint[] = [];
  let newest = -Infinity;
  for (const { row, skew } of unsent.toSorted((a, b) => a.row.generation - b.row.generation)) {
    const by = skew === null ? 0 : offset - skew;
    if (by === 0) continue;
    newest = Math.max(newest, Math.min(row.timestamp + by, now));
    const last_active = row.last_active === null ? null : row.last_active + by;
    moved.push({ ...row, timestamp: newest, last_active });
  }
  return moved;
}

export function correctLedger(ledger: Pick<Ledger, 'restamp'>, offset: number, now: number): Promise<void> {
  return ledger.restamp(
    (unsent) => correctUnsent(unsent, offset, now),
    (at, skew) => Math.min(at + offset - skew, now),
  );
}
