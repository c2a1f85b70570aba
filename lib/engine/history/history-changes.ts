import type { Change, Session } from '../../store/rows.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import type { SessionRecord } from '../../timer/timer.ts';

/**
 * The rows of `pomodoro_sessions` that have to be written so that the stored history says what the replay says.
 * A session is written once it has ended; one that was taken up again or turned out void only where a row says
 * otherwise, and one that a person has discarded only once it says something else. Rows of newer rules are left alone,
 * and so are those of sessions that are not in `opened`, since their first acts are gone: what a late one says by
 * itself is not what was.
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
    const next = sessionRow(record, rules);
    if (row && isSame(row, next)) return [];
    // The server refused this very row and the person gave it up: it would be refused again, for as long as its acts stay.
    if (discarded.some((one) => isSame(one, next))) return [];
    return [{ table: 'pomodoro_sessions' as const, row: next }];
  });
}

/** The sessions that began with these acts. */
export function openedIn(checkpoints: readonly Checkpoint[]): Set<string> {
  const opening = checkpoints.filter(({ checkpoint_type: type }) => type === 'start' || type === 'begin');
  return new Set(opening.map(({ session_id }) => session_id));
}

/** What the replay says of a session, as a row. An open one counts no minutes yet: those would differ by the second. */
export function sessionRow(record: SessionRecord, rules: number): Session {
  const isEnded = record.ended_at !== null;
  return {
    id: record.id,
    task_id: record.task_id,
    session_type: record.session_type,
    start_time: record.started_at,
    end_time: record.ended_at,
    completed: record.outcome === 'completed',
    current_session_number: record.round_number,
    active_time: isEnded ? record.active_time : 0,
    outcome: isEnded || record.outcome === 'void' ? record.outcome : 'running',
    preset_type: record.preset_type,
    rules,
  };
}

function isSame(a: Session, b: Session): boolean {
  return (Object.keys(b) as (keyof Session)[]).every((key) => a[key] === b[key]);
}
