import type { Change, Session } from '../../store/rows.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import { firstRules, rulesVersion } from '../../timer/replay.ts';
import type { SessionRecord } from '../../timer/timer.ts';

/**
 * The rows of `pomodoro_sessions` to write so that the stored history agrees with the replay. A session is written once
 * it has ended. One that was resumed or turned out void is written only if its row says otherwise, and one that a
 * person has discarded only if it would now be another row. Rows of newer rules are left alone. So are rows of sessions
 * that are not in `opened`: their first acts are gone, and a late act alone does not say what happened.
 */
export function historyChanges(
  replayed: readonly SessionRecord[],
  {
    stored,
    opened,
    discarded = [],
  }: {
    stored: readonly Session[];
    opened: ReadonlySet<string>;
    discarded?: readonly Session[] | undefined;
  },
  rules: number,
): Change[] {
  const rows = new Map(stored.map((row) => [row.id, row]));
  return replayed.flatMap((record) => {
    const row = rows.get(record.id);
    const isEnded = record.ended_at !== null;
    if (!row && !isEnded) return [];
    if (row && (row.rules > rules || !opened.has(record.id))) return [];
    const next = sessionRow(record);
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

/**
 * What the replay says of a session, as a row. An open one has no minutes yet, because they would change every second.
 * `rules` is the first version of the rules that says so: devices with older ones go on keeping the rows on which they
 * agree, and an update writes no history again.
 */
export function sessionRow(record: SessionRecord): Session {
  const { outcome, completed } = record;
  const isEnded = record.ended_at !== null;
  return {
    id: record.id,
    task_id: record.task_id,
    session_type: record.session_type,
    start_time: record.started_at,
    end_time: record.ended_at,
    completed,
    current_session_number: record.round_number,
    active_time: isEnded ? record.active_time : 0,
    outcome: completed ? 'completed' : isEnded || outcome === 'void' ? outcome : 'running',
    preset_type: record.preset_type,
    rules: completed && outcome !== 'completed' ? rulesVersion : firstRules,
  };
}

function isSame(a: Session, b: Session): boolean {
  return (Object.keys(b) as (keyof Session)[]).every((key) => a[key] === b[key]);
}
