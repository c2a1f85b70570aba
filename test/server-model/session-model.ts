import type { WireRowOf } from './wire-rows.ts';
import { objectOf, tidyEdited, timeOf, type WireRow } from './merge-model.ts';

/** The fields of a session that people correct. */
const fields = [
  'task_id',
  'session_type',
  'start_time',
  'end_time',
  'active_time',
  'counts',
  'deleted_at',
  'note',
  'internal_interruptions',
  'external_interruptions',
];

interface Given {
  /** How far the sender has read. */
  cursor: number;
  /** It has missed removed rows. */
  isStale: boolean;
  now: number;
}

/** The session that is stored after a row was given. Null where nothing of the row counts. */
export function mergeSession(
  known: WireRow | undefined,
  row: WireRow,
  { cursor, isStale, now }: Given,
): { row: WireRow; hasLost: boolean } | null {
  const stamps = tidyEdited(row.edited, fields, now);
  const isCorrected = Object.keys(stamps).length > 0;
  if (isStale && !isCorrected) return null;
  const empty = {
    device_id: null,
    counts: null,
    deleted_at: null,
    note: null,
    internal_interruptions: null,
    external_interruptions: null,
    edited: {},
  };
  if (!known) return { row: settled({ ...empty, ...row, edited: stamps }, row), hasLost: false };
  const isBehind = isCorrected && (isStale || Number(known.seq) > cursor);
  const named = Object.fromEntries(Object.keys(stamps).map((field) => [field, row[field]]));
  const told: WireRow = isBehind ? { ...known, ...named } : { ...known, ...row };
  if (isBehind && !('active_time' in stamps) && told.end_time !== null) {
    told['active_time'] = minutes(known, told.start_time, told.end_time);
  }
  const stored: Record<string, unknown> = {
    ...told,
    counts: known['counts'],
    deleted_at: known.deleted_at,
    note: known['note'],
  };
  const edited: Record<string, unknown> = { ...objectOf(known.edited) };
  for (const field of fields) {
    const [mine, there] = [stamps[field] ?? 0, timeOf(edited[field])];
    if (mine === 0 && there === 0) continue;
    const isGreater = JSON.stringify(told[field]) > JSON.stringify(known[field]);
    const wins = mine > there || (mine === there && isGreater);
    stored[field] = wins ? told[field] : known[field];
    edited[field] = wins ? mine : there;
  }
  const next = settled({ ...stored, id: known.id, edited }, told);
  const wanted = { ...told, edited: row.edited ?? known.edited };
  return { row: next, hasLost: Object.keys(edited).length > 0 && !isSame(next, wanted) };
}

/** What follows from the corrected fields. `told` says what nobody has corrected. */
function settled(given: WireRow, told: WireRow): WireRow {
  const edited = objectOf(given.edited);
  if (Object.keys(edited).length === 0) return given;
  const next = { ...given };
  if (next.end_time !== null && at(next.end_time) < at(next.start_time)) {
    if (timeOf(edited['start_time']) > timeOf(edited['end_time'])) next['end_time'] = next.start_time;
    else next['start_time'] = next.end_time;
  }
  const isEnded = next.end_time !== null;
  if (isEnded && !edited['active_time']) next['active_time'] = minutes(told, next.start_time, next.end_time);
  const isDeleted = next.deleted_at !== null;
  const completed = isEnded && !isDeleted && (next['counts'] ?? told.completed) === true;
  const open = isEnded
    ? ['skipped', 'interrupted'].includes(String(told.outcome))
      ? told.outcome
      : 'stopped'
    : told.outcome;
  return {
    ...next,
    completed,
    outcome: isDeleted ? 'void' : completed ? 'completed' : open,
    rules: 100_000 + (Number(told.rules) % 100_000),
  };
}

function minutes(before: WireRow, start: unknown, end: unknown): number {
  const ran = Number(before['active_time']);
  const paused =
    before.end_time === null ? 0 : Math.max(0, at(before.end_time) - at(before.start_time) - ran);
  const span = at(end) - at(start);
  return span > paused ? span - paused : span;
}

const at = (instant: unknown): number => Date.parse(String(instant));

function isSame(a: WireRow, b: WireRow): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  keys.delete('seq');
  return [...keys].every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]));
}

/** The columns that a database of an earlier version lacks. */
export const newerColumns = [
  'devices.chosen_name',
  'tasks.tags',
  'pomodoro_sessions.device_id',
  'pomodoro_sessions.counts',
  'pomodoro_sessions.deleted_at',
  'pomodoro_sessions.edited',
  'pomodoro_sessions.note',
  'pomodoro_sessions.internal_interruptions',
  'pomodoro_sessions.external_interruptions',
];

/** How many completed focus sessions name a task. */
export function pomodorosOf(rows: readonly WireRowOf[], task: unknown): number {
  return rows.filter(
    ({ table, row }) =>
      table === 'pomodoro_sessions' && row.task_id === task && row.completed && row.session_type === 'work',
  ).length;
}
