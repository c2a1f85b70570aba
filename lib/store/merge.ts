import { withoutPrototype } from '../timer/settings.ts';
import { editTime } from './edit-time.ts';
import type { Change, Edited, Task } from './rows.ts';
import { mergeSessions } from './session-corrections.ts';

/** The fields of a task that a person edits; each has its own time in `edited`. */
export const taskFields = [
  'title',
  'description',
  'estimated_pomodoros',
  'completed_at',
  'is_active',
  'position',
  'tags',
  'deleted_at',
] as const satisfies readonly (keyof Task)[];

/** Merges a row made here into the stored one: of each field, the later edit stays. */
export function mergeRecorded(there: Change, made: Change): Change {
  // The second edit of a field within a millisecond has the same time, and still has to win.
  const wins: Contest = (madeAt, thereAt, isSame) => madeAt > thereAt || (madeAt === thereAt && !isSame);
  if (there.table === 'pomodoro_sessions' && made.table === there.table) {
    return { table: there.table, row: mergeSessions(there.row, made.row, wins, made.row).row };
  }
  if (!fieldsOf(made)) return made;
  return takeFields(there, made, wins).change;
}

/**
 * Merges a row from the server with edits made here that still wait. `isWaiting` says whether anything is left to
 * send. Of two edits in the same millisecond the server's counts, because all other devices have it already.
 */
export function mergeAbsorbed(mine: Change, served: Change): { change: Change; isWaiting: boolean } {
  // Each browser knows its own device best. Tables that do not merge are final once the server has them.
  if (served.table === 'devices') return { change: mine, isWaiting: true };
  const wins: Contest = (mineAt, servedAt) => mineAt > servedAt;
  if (served.table === 'pomodoro_sessions' && mine.table === served.table) {
    const { row, hasTaken } = mergeSessions(served.row, mine.row, wins, served.row);
    return { change: { table: served.table, row }, isWaiting: hasTaken };
  }
  const { change, hasTaken } = takeFields(served, mine, wins);
  return { change, isWaiting: hasTaken };
}

/** A task from a server of an earlier version, with the tags that are here: such a server has no place for them. */
export function withOwnTags(served: Change, mine: Change): Change {
  if (served.table !== 'tasks' || mine.table !== 'tasks' || mine.row.tags === undefined) return served;
  const { tags } = mine.row;
  const at = editTime(mine.row.edited, 'tags');
  return {
    table: 'tasks',
    row: { ...served.row, tags, edited: { ...served.row.edited, ...(at > 0 && { tags: at }) } },
  };
}

/** Whether a field of the second row replaces that of the first, given when each was edited. */
type Contest = (overAt: number, baseAt: number, isSame: boolean) => boolean;

/** `base` with the fields of `over` that win. `hasTaken` says whether there were any. */
function takeFields(base: Change, over: Change, wins: Contest): { change: Change; hasTaken: boolean } {
  const under = fieldsOf(base);
  const upper = fieldsOf(over);
  if (!under || !upper) return { change: base, hasTaken: false };
  const values = withoutPrototype(under.values);
  const edited = withoutPrototype(under.edited);
  let hasTaken = false;
  for (const [field, value] of Object.entries(upper.values)) {
    const overAt = editTime(upper.edited, field);
    const baseAt = edited[field] ?? 0;
    if (!wins(overAt, baseAt, isSame(value, values[field]))) continue;
    if (overAt > baseAt) edited[field] = overAt;
    // Every device has to see the second edit as the later one. A field that is new here is a default: it has no time.
    else if (field in values) edited[field] = baseAt + 1;
    values[field] = value;
    hasTaken = true;
  }
  return { change: withFields(base, values, edited), hasTaken };
}

function fieldsOf(change: Change): { values: Record<string, unknown>; edited: Edited } | null {
  const { table, row } = change;
  if (table === 'users') return { values: row.pomodoro_settings, edited: row.edited };
  if (table !== 'tasks') return null;
  const stored = taskFields.filter((field) => field in row);
  return { values: Object.fromEntries(stored.map((field) => [field, row[field]])), edited: row.edited };
}

function withFields(change: Change, values: Record<string, unknown>, edited: Edited): Change {
  if (change.table === 'users') {
    return { table: 'users', row: { ...change.row, pomodoro_settings: values, edited } };
  }
  if (change.table === 'tasks') return { table: 'tasks', row: { ...change.row, ...values, edited } };
  return change;
}

/** Compares plain JSON, whatever the order of the keys: a preset's may differ. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
  );
}
