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
  return { shape: 1, rules, runs: appendRuns(noRuns, focusRuns(old, [], rules)), recent };
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
