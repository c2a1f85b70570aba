import { faultIn } from '../limits/fault-in.ts';
import { fits } from '../limits/fits.ts';
import { rowLimits } from '../limits/row-limits.ts';
import { taskFields } from '../store/merge.ts';
import type { Edited, Session, Task } from '../store/rows.ts';
import { sessionFields } from '../store/session-corrections.ts';
import type { Checkpoint, Plan } from '../timer/checkpoint.ts';
import type { SkipReason } from './skipped-rows.ts';

/** A row that the ledger and the server accept, or why it is left out. */
export type Validated<Row> = { row: Row } | { wrong: SkipReason };

/** How far, in milliseconds, the clock that a file was made by may have been ahead of this browser's. */
const clockSlack = 60_000;
/** Far above what anybody reaches, and so far below what the server accepts that later acts have room for theirs. */
const highestGeneration = 1e9;

/** What the database could not hold is not imported: it would refuse it. */
export function validateSession(session: Session, now: number): Validated<Session> {
  const { outcome, active_time } = session;
  const row: Session = {
    ...session,
    completed: outcome === 'completed',
    active_time: Math.round(active_time),
    ...(session.deleted_at && { deleted_at: Math.min(session.deleted_at, now) }),
    ...(session.edited && { edited: editsUpToNow(session.edited, sessionFields, now) }),
  };
  const latest = row.end_time ?? row.start_time;
  if (latest > now + clockSlack) return { wrong: 'in_future' };
  const isPossible = faultIn('pomodoro_sessions', row) === null && isPresetKey(row.preset_type);
  return isPossible ? { row } : { wrong: 'out_of_range' };
}

export function validateCheckpoint(act: Checkpoint, now: number): Validated<Checkpoint> {
  const spans = { remaining_time: Math.round(act.remaining_time), added_time: Math.round(act.added_time) };
  const row = { ...act, ...spans };
  const isPossible =
    faultIn('pomodoro_checkpoints', row) === null &&
    act.generation <= highestGeneration &&
    isPresetKey(act.preset_type);
  if (!isPossible) return { wrong: 'out_of_range' };
  // An act never comes before its cause: one act from the future would put all that follow from it there too.
  if (act.timestamp > now + clockSlack) return { wrong: 'in_future' };
  return { row };
}

export function validateTask(task: Task, now: number): Validated<Task> {
  const past = (at: number | null) => (at === null ? null : Math.min(at, now));
  const row: Task = {
    ...task,
    title: storableText(task.title).trim(),
    description: task.description === null ? null : storableText(task.description),
    created_at: Math.min(task.created_at, now),
    completed_at: past(task.completed_at),
    deleted_at: past(task.deleted_at),
    edited: editsUpToNow(task.edited, taskFields, now),
  };
  const fault = faultIn('tasks', row);
  if (fault === 'position') return validateTask({ ...task, position: 'a0' }, now);
  return fault === null ? { row } : { wrong: 'out_of_range' };
}

/**
 * Keeps the edit times of the given fields and moves those in the future to now. An edit from the future would win
 * against every edit to come.
 */
export function editsUpToNow(edited: Edited, fields: readonly string[], now: number): Edited {
  const known = Object.entries(edited).filter(([field]) => fields.includes(field));
  return Object.fromEntries(known.map(([field, at]) => [field, Math.max(0, Math.min(at, now))]));
}

/** Whether somebody could have chosen these durations. */
export function isValidPlan(plan: Plan): boolean {
  return fits(plan, { fields: rowLimits.pomodoro_checkpoints.plan.fields });
}

/** Takes out what a database cannot store as text: NUL, and halves of surrogate pairs. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

function isPresetKey(key: string): boolean {
  return key.isWellFormed() && /^[^\p{Cc}]{1,64}$/u.test(key);
}
