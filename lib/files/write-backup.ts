import type { Edited, Session, Task } from '../store/rows.ts';
import type { Checkpoint } from '../timer/checkpoint.ts';
import type { StoredRows } from './import-plan.ts';
import { writeInstant } from './instant.ts';

/** What `format` says in Baton's own files, and the version of the form below. Readers refuse higher ones. */
export const backupFormat = 'baton';
export const backupVersion = 1;

/**
 * Everything of one account, or of the signed-out browser, as one JSON document: settings, tasks, sessions,
 * checkpoints. Instants are ISO 8601 by UTC, spans milliseconds. Rows stand one to a line in an order of their own,
 * so two exports of the same data differ in `exported_at` only. Names neither the account nor its address.
 */
export function writeBackup(here: StoredRows, now: number): string {
  const settings = {
    values: here.user?.pomodoro_settings ?? {},
    edited: writeEdited(here.user?.edited ?? {}),
  };
  const parts = [
    `"format": ${JSON.stringify(backupFormat)}`,
    `"version": ${backupVersion}`,
    `"exported_at": ${JSON.stringify(writeInstant(now))}`,
    `"settings": ${JSON.stringify(settings)}`,
    `"tasks": ${rows(here.tasks.toSorted(byId).map(writeTask))}`,
    `"sessions": ${rows(here.sessions.toSorted(byStart).map(writeSession))}`,
    `"checkpoints": ${rows(here.checkpoints.toSorted(byTime).map(writeCheckpoint))}`,
  ];
  return `{\n${parts.join(',\n')}\n}\n`;
}

function rows(written: readonly object[]): string {
  if (written.length === 0) return '[]';
  return `[\n${written.map((row) => JSON.stringify(row)).join(',\n')}\n]`;
}

function writeTask(task: Task): object {
  return {
    id: task.id,
    title: task.title,
    description: task.description,
    estimated_pomodoros: task.estimated_pomodoros,
    created_at: writeInstant(task.created_at),
    completed_at: orNull(task.completed_at),
    is_active: task.is_active,
    position: task.position,
    deleted_at: orNull(task.deleted_at),
    edited: writeEdited(task.edited),
  };
}

function writeSession(session: Session): object {
  return {
    id: session.id,
    task_id: session.task_id,
    session_type: session.session_type,
    start_time: writeInstant(session.start_time),
    end_time: orNull(session.end_time),
    outcome: session.outcome,
    current_session_number: session.current_session_number,
    active_time: session.active_time,
    preset_type: session.preset_type,
    rules: session.rules,
  };
}

function writeCheckpoint(act: Checkpoint): object {
  return {
    id: act.id,
    session_id: act.session_id,
    parent_id: act.parent_id,
    follows: act.follows,
    device_id: act.device_id,
    checkpoint_type: act.checkpoint_type,
    timestamp: writeInstant(act.timestamp),
    generation: act.generation,
    session_type: act.session_type,
    task_id: act.task_id,
    round_number: act.round_number,
    preset_type: act.preset_type,
    plan: act.plan,
    remaining_time: act.remaining_time,
    added_time: act.added_time,
    is_paused: act.is_paused,
    last_active: orNull(act.last_active),
  };
}

/** The server and this browser keep the keys in orders of their own. */
function writeEdited(edited: Edited): Record<string, string> {
  const entries = Object.entries(edited).map(([key, at]): [string, string] => [key, writeInstant(at)]);
  return Object.fromEntries(entries.toSorted(([a], [b]) => compare(a, b)));
}

function orNull(instant: number | null): string | null {
  return instant === null ? null : writeInstant(instant);
}

function byId(a: { id: string }, b: { id: string }): number {
  return compare(a.id, b.id);
}

function byStart(a: Session, b: Session): number {
  return a.start_time - b.start_time || byId(a, b);
}

function byTime(a: Checkpoint, b: Checkpoint): number {
  return a.timestamp - b.timestamp || a.generation - b.generation || byId(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
