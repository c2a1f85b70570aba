import { correctedRow } from '../../corrections/session-row.ts';
import type { Change, Session } from '../../store/rows.ts';
import { replayRules } from '../../store/session-corrections.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import type { SessionRecord } from '../../timer/timer.ts';

/**
 * The rows of `pomodoro_sessions` to write so that the stored history agrees with the replay. A session is written once
 * it has ended. One that was resumed or turned out void is written only if its row says otherwise, and one that a
 * person has discarded only if it would now be another row. Rows of newer rules are left alone. So are rows of sessions
 * that are not in `opened`: their first acts are gone, and a late act alone does not say what happened. What a person
 * corrected stays in every row.
 */
export function historyChanges(
  replayed: readonly SessionRecord[],
  {
    stored,
    opened,
    discarded = [],
    keepsInterruptions = true,
  }: {
    stored: readonly Session[];
    opened: ReadonlySet<string>;
    discarded?: readonly Session[] | undefined;
    /** An earlier server forgets them. Then the row would be written again for ever. */
    keepsInterruptions?: boolean;
  },
  rules: number,
): Change[] {
  const rows = new Map(stored.map((row) => [row.id, row]));
  return replayed.flatMap((record) => {
    const row = rows.get(record.id);
    const isEnded = record.ended_at !== null;
    if (!row && !isEnded) return [];
    if (row && (replayRules(row) > rules || !opened.has(record.id))) return [];
    const { interruptions: _counts, ...uncounted } = record;
    const next = correctedRow(keepsInterruptions ? record : uncounted, row);
    if (row && isSame(row, next)) return [];
    // The server refused exactly this row, and the person gave it up. It would be refused again as long as its acts are
    // kept.
    if (discarded.some((one) => isSame(one, next))) return [];
    return [{ table: 'pomodoro_sessions' as const, row: next }];
  });
}

/** Ids of the sessions that began with one of these acts. */
export function openedIn(checkpoints: readonly Checkpoint[]): Set<string> {
  const opening = checkpoints.filter(({ checkpoint_type: type }) => type === 'start' || type === 'begin');
  return new Set(opening.map(({ session_id }) => session_id));
}

/** A row from before devices were noted is not written again for its device. What was corrected is not compared. */
function isSame(a: Session, b: Session): boolean {
  const keys = (Object.keys(b) as (keyof Session)[]).filter((key) => key !== 'edited');
  return keys.every((key) => {
    const before = a[key] ?? null;
    return before === (b[key] ?? null) || (key === 'device_id' && before === null);
  });
}
