import { taskFields } from '../store/merge.ts';
import type { Edited, Session, Task } from '../store/rows.ts';
import type { Checkpoint, Plan } from '../timer/checkpoint.ts';
import type { SkipReason } from './skipped-rows.ts';

/** A row that the ledger and the server accept, or why it is left out. */
export type Validated<Row> = { row: Row } | { wrong: SkipReason };

/** How far, in milliseconds, the clock that a file was made by may have been ahead of this browser's. */
const clockSlack = 60_000;
const earliest = Date.UTC(2000, 0, 1);
const week = 7 * 24 * 60 * 60_000;
const mostRounds = 1000;
/** Far above what anybody reaches, and so far below what the server accepts that later acts have room for theirs. */
const highestGeneration = 1e9;

/** The limits here and below are those of the server, so that nothing is imported that it would refuse. */
export function validateSession(session: Session, now: number): Validated<Session> {
  const { start_time, end_time, outcome, active_time, current_session_number, rules } = session;
  const latest = end_time ?? start_time;
  const isPossible =
    start_time >= earliest &&
    latest >= start_time &&
    isBetween(active_time, 0, week) &&
    isWhole(current_session_number, 1, mostRounds) &&
    isWhole(rules, 0, 1_000_000) &&
    isPresetKey(session.preset_type);
  if (!isPossible) return { wrong: 'out_of_range' };
  if (latest > now + clockSlack) return { wrong: 'in_future' };
  return { row: { ...session, completed: outcome === 'completed', active_time: Math.round(active_time) } };
}

export function validateCheckpoint(act: Checkpoint, now: number): Validated<Checkpoint> {
  const isPossible =
    act.timestamp >= earliest &&
    (act.last_active === null || act.last_active >= earliest) &&
    isWhole(act.generation, 1, highestGeneration) &&
    isWhole(act.round_number, 1, mostRounds) &&
    isBetween(act.remaining_time, 0, week) &&
    isBetween(act.added_time, 0, week) &&
    /^[a-z_]{1,32}$/.test(act.checkpoint_type) &&
    isPresetKey(act.preset_type) &&
    isValidPlan(act.plan);
  if (!isPossible) return { wrong: 'out_of_range' };
  // An act never comes before its cause: one act from the future would put all that follow from it there too.
  if (act.timestamp > now + clockSlack) return { wrong: 'in_future' };
  const spans = { remaining_time: Math.round(act.remaining_time), added_time: Math.round(act.added_time) };
  return { row: { ...act, ...spans } };
}

export function validateTask(task: Task, now: number): Validated<Task> {
  const title = storableText(task.title).trim();
  const description = task.description === null ? null : storableText(task.description);
  const isPossible =
    isLength(title, 1, 500) &&
    (description === null || isLength(description, 0, 10_000)) &&
    isWhole(task.estimated_pomodoros, 0, 999) &&
    [task.created_at, task.completed_at, task.deleted_at].every((at) => at === null || at >= earliest);
  if (!isPossible) return { wrong: 'out_of_range' };
  const past = (at: number | null) => (at === null ? null : Math.min(at, now));
  const row: Task = {
    ...task,
    title,
    description,
    created_at: Math.min(task.created_at, now),
    completed_at: past(task.completed_at),
    deleted_at: past(task.deleted_at),
    position: isPosition(task.position) ? task.position : 'a0',
    edited: editsUpToNow(task.edited, taskFields, now),
  };
  return { row };
}

/**
 * Keeps the edit times of the given fields and moves those in the future to now. An edit from the future would win
 * against every edit to come.
 */
export function editsUpToNow(edited: Edited, fields: readonly string[], now: number): Edited {
  const known = Object.entries(edited).filter(([field]) => fields.includes(field));
  return Object.fromEntries(known.map(([field, at]) => [field, Math.max(0, Math.min(at, now))]));
}

export function isValidPlan(plan: Plan): boolean {
  const durations = [plan.work_duration, plan.short_break, plan.long_break];
  const arePossible = durations.every((minutes) => minutes > 0 && minutes <= 180);
  return arePossible && isWhole(plan.sessions_before_long_break, 1, 12);
}

/** Takes out what a database cannot store as text: NUL, and halves of surrogate pairs. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** The server counts characters. JavaScript counts some of them as two. */
function isLength(text: string, least: number, most: number): boolean {
  return text.length >= least && (text.length <= most || Array.from(text).length <= most);
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && isBetween(value, least, most);
}

function isPresetKey(key: string): boolean {
  return key.isWellFormed() && /^[^\p{Cc}]{1,64}$/u.test(key);
}

/** A position is a fractional index: its first letter says how many digits its integer part has. */
function isPosition(position: string): boolean {
  if (!/^[A-Za-z][0-9A-Za-z]{1,199}$/.test(position)) return false;
  const head = position.charCodeAt(0);
  const integerLength = head >= 97 ? head - 95 : 92 - head;
  const isSmallest = position === `A${'0'.repeat(26)}`;
  return position.length >= integerLength && !position.slice(integerLength).endsWith('0') && !isSmallest;
}
