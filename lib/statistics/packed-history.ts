import type { Session } from '../store/rows.ts';
import type { SessionRecord } from '../timer/timer.ts';
import { focusRuns } from './focus-run.ts';
import { noRuns, appendRuns, type RunColumns } from './run-columns.ts';

/**
 * The focus of a history as it is stored beside the rows. Reading ten years of rows takes a browser many times as
 * long as drawing them; reading their columns takes next to nothing.
 */
export interface PackedHistory {
  /** Version of this shape. */
  shape: 1;
  /** Version of the replay's rules at the packing. */
  rules: number;
  runs: RunColumns;
  /** Rows that the replay still knew, so that it can lay over them again what it has come to know since. */
  recent: Session[];
}

export function packHistory(
  stored: readonly Session[],
  replayed: readonly SessionRecord[],
  rules: number,
): PackedHistory {
  const known = new Set(replayed.map(({ id }) => id));
  const old = stored.filter(({ id }) => !known.has(id));
  const recent = stored.filter(({ id }) => known.has(id));
  return { shape: 1, rules, runs: appendRuns(noRuns, focusRuns(old, [], rules)), recent };
}

/** The focus sessions of a packed history and of what has been replayed since; null for one of other rules or shape. */
export function unpackHistory(
  packed: PackedHistory | undefined,
  replayed: readonly SessionRecord[],
  rules: number,
): RunColumns | null {
  if (packed?.shape !== 1 || packed.rules !== rules) return null;
  return appendRuns(packed.runs, focusRuns(packed.recent, replayed, rules));
}
