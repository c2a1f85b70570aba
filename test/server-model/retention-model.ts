import { objectOf, type WireRow } from './merge-model.ts';

interface Stored {
  table: string;
  row: WireRow;
}

interface Run {
  rows: Stored[];
  first: number;
  last: number;
  /** When its acts would have let it end, had nobody corrected that. */
  couldEnd: number;
  place: number;
  over: number;
}

const hour = 3_600_000;
const day = 24 * hour;
const age = 30 * day;

/** What `baton.retain_person` removes: the oldest acts without a gap, and deletion marks that all devices have seen. */
export function outdated(
  stored: readonly Stored[],
  { now, recent }: { now: number; recent: number },
): Stored[] {
  return [...outdatedActs(stored, now, recent), ...outdatedMarks(stored, now)];
}

function outdatedActs(stored: readonly Stored[], now: number, recent: number): Stored[] {
  const latestFirst = [...runsOf(stored, recent).values()].sort((a, b) => b.over - a.over);
  let cut = now - age;
  for (const { over, first } of latestFirst) {
    if (over < cut) break;
    cut = Math.min(cut, first);
  }
  return latestFirst.filter(({ over }) => over < cut).flatMap(({ rows }) => rows);
}

function runsOf(stored: readonly Stored[], recent: number): Map<unknown, Run> {
  const acts = stored
    .filter(({ table }) => table === 'pomodoro_checkpoints')
    .sort(
      (a, b) => at(b.row.timestamp) - at(a.row.timestamp) || num(b.row.generation) - num(a.row.generation),
    );
  const runs = new Map<unknown, Run>();
  for (const [index, act] of acts.entries()) {
    const { session_id, timestamp } = act.row;
    const run = runs.get(session_id) ?? {
      rows: [],
      first: Infinity,
      last: 0,
      couldEnd: 0,
      place: index + 1,
      over: 0,
    };
    run.rows.push(act);
    run.first = Math.min(run.first, at(timestamp));
    run.last = Math.max(run.last, at(timestamp));
    run.couldEnd = Math.max(
      run.couldEnd,
      at(timestamp) + num(act.row['remaining_time']) + num(act.row['added_time']),
    );
    runs.set(session_id, run);
  }
  const sessions = new Map(
    stored.filter(({ table }) => table === 'pomodoro_sessions').map(({ row }) => [row.id as unknown, row]),
  );
  for (const [id, run] of runs) {
    const session = sessions.get(id);
    const isOpen = session?.outcome === 'running' || session?.outcome === 'paused';
    if (run.place <= recent || isOpen) run.over = Infinity;
    else if (!session) run.over = run.last + age;
    else {
      const isCorrected = 'end_time' in objectOf(session.edited);
      run.over = Math.max(run.last, at(session.end_time), isCorrected ? run.couldEnd : 0);
    }
  }
  // A session that follows another may confirm it, so both stay equally long.
  const firsts = new Map([...runs].map(([id, { first }]) => [id, first]));
  for (const { row } of acts) {
    const followed = runs.get(row.follows);
    if (followed) followed.first = Math.min(followed.first, firsts.get(row.session_id) ?? Infinity);
  }
  for (const [id, run] of runs) {
    const session = sessions.get(id);
    if (session) run.first = Math.min(run.first, at(session['start_time']));
  }
  return runs;
}

/** A deletion mark goes once every device in use has been seen after it. */
function outdatedMarks(stored: readonly Stored[], now: number): Stored[] {
  const seen = stored
    .filter(({ table, row }) => table === 'devices' && row.removed_at === null)
    .map(({ row }) => at(row.last_seen))
    .filter((last) => last > now - 365 * day);
  return stored.filter(({ table, row }) => {
    const marked = at(row.deleted_at);
    if (table !== 'tasks' || marked === 0 || marked >= now - age) return false;
    return !seen.some((last) => last < marked + 2 * hour);
  });
}

/** Milliseconds; 0 for anything that is no instant. */
function at(instant: unknown): number {
  return typeof instant === 'string' ? Date.parse(instant) : 0;
}

function num(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
