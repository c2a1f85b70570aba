import type { Change, Session } from '../store/rows.ts';
import type { SessionRecord } from '../timer/timer.ts';

/**
 * The rows of `pomodoro_sessions` that have to be written so that the stored history says what the replay says.
 * A session is written once it has ended; one that was taken up again or turned out void only where a row says
 * otherwise, and one that a person has discarded only once it says something else. Rows of newer rules are left alone, and so are those whose checkpoints are gone.
 */
export function historyChanges(
  replayed: readonly SessionRecord[],
  { stored, discarded = [] }: { stored: readonly Session[]; discarded?: readonly Session[] | undefined },
  rules: number,
): Change[] {
  const rows = new Map(stored.map((row) => [row.id, row]));
  return replayed.flatMap((record) => {
    const row = rows.get(record.id);
    const isEnded = record.ended_at !== null;
    if (!row && !isEnded) return [];
    if (row && row.rules > rules) return [];
    const next = sessionRow(record, rules);
    if (row && isSame(row, next)) return [];
    // The server refused this very row and the person gave it up: it would be refused again, for as long as its acts stay.
    if (discarded.some((one) => isSame(one, next))) return [];
    return [{ table: 'pomodoro_sessions' as const, row: next }];
  });
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
