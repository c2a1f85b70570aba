import type { Session } from '../store/rows.ts';
import type { SessionRecord } from '../timer/timer.ts';
import { focusRuns } from './focus-run.ts';
import { noRuns, appendRuns, type RunColumns } from './run-columns.ts';

/**
 * The focus runs of a history, as they are stored beside the rows. A browser needs many times as long to read ten
 * years of rows as to draw them, but hardly any time to read them in this form.
 */
export interface PackedHistory {
  /** Version of this shape. */
  shape: 1;
  /** The version of the replay's rules when the history was packed. */
  rules: number;
  runs: RunColumns;
  /** How many rows there were. A previous version did not note it. */
  rows?: number;
  /** The rows of sessions that were also replayed. The replay may say something else of them by now. */
  recent: Session[];
}

export function packHistory(
  stored: readonly Session[],
  replayed: readonly SessionRecord[],
  rules: number,
): PackedHistory {
  const ids = new Set(replayed.map(({ id }) => id));
  const old = stored.filter(({ id }) => !ids.has(id));
  const recent = stored.filter(({ id }) => ids.has(id));
  return {
    shape: 1,
    rules,
    rows: stored.length,
    runs: appendRuns(noRuns, focusRuns(old, [], rules)),
    recent,
  };
}

/**
 * Whether every stored row is in a packed history or known to the replay, so that the two together say the same as the
 * rows. `rows` is how many are stored now: history only grows, and what grew unseen came by an import or a sync.
 */
export function isPackComplete(
  packed: PackedHistory | undefined,
  rows: number,
  replayed: readonly SessionRecord[],
  rules: number,
): packed is PackedHistory {
  if (packed?.shape !== 1 || packed.rules !== rules || packed.rows === undefined) return false;
  const recent = new Set(packed.recent.map(({ id }) => id));
  return rows <= packed.rows + replayed.filter(({ id }) => !recent.has(id)).length;
}

/** The focus runs of a packed history and of what was replayed since. Null if its shape or its rules are others. */
export function unpackHistory(
  packed: PackedHistory | undefined,
  replayed: readonly SessionRecord[],
  rules: number,
): RunColumns | null {
  if (packed?.shape !== 1 || packed.rules !== rules) return null;
  return appendRuns(packed.runs, focusRuns(packed.recent, replayed, rules));
}
