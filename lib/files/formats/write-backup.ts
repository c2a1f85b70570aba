import type { Edited, Session, Task } from '../../store/rows.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import { writeInstant } from '../instant.ts';
import type { StoredRows } from '../stored-rows.ts';

/** A backup says its format and its version. Readers refuse a version that is higher than theirs. */
export const backupFormat = 'baton';
export const backupVersion = 1;

/**
 * Writes everything that one owner has as one JSON text: settings, tasks, sessions and checkpoints. Instants are ISO
 * 8601 in UTC, durations are milliseconds. Each row has a line of its own, and the rows are sorted, so two backups of
 * the same data differ only in `exported_at`. The text names neither the account nor its email address.
 */
export function writeBackup(stored: StoredRows, now: number): string {
  const settings = {
    values: stored.user?.pomodoro_settings ?? {},
    edited: writeEdited(stored.user?.edited ?? {}),
  };
  const parts = [
    `"format": ${JSON.stringify(backupFormat)}`,
    `"version": ${backupVersion}`,
    `"exported_at": ${JSON.stringify(writeInstant(now))}`,
    `"settings": ${JSON.stringify(settings)}`,
    `"tasks": ${writeRows(stored.tasks.toSorted(byId).map(writeTask))}`,
    `"sessions": ${writeRows(stored.sessions.toSorted(byStart).map(writeSession))}`,
    `"checkpoints": ${writeRows(stored.checkpoints.toSorted(byTime).map(writeCheckpoint))}`,
  ];
  return `{\n${parts.join(',\n')}\n}\n`;
}

function writeRows(written: readonly object[]): string {
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
    completed_at: instantOrNull(task.completed_at),
    is_active: task.is_active,
    position: task.position,
    ...(task.tags !== undefined && { tags: task.tags }),
    deleted_at: instantOrNull(task.deleted_at),
    edited: writeEdited(task.edited),
  };
}

function writeSession(session: Session): object {
  return {
    id: session.id,
    task_id: session.task_id,
    session_type: session.session_type,
    start_time: writeInstant(session.start_time),
    end_time: instantOrNull(session.end_time),
    outcome: session.outcome,
    current_session_number: session.current_session_number,
    active_time: session.active_time,
    preset_type: session.preset_type,
    rules: session.rules,
    // Rows of an earlier version have none of these.
    ...(session.device_id !== undefined && { device_id: session.device_id }),
    ...(session.counts !== undefined && { counts: session.counts }),
    ...(session.deleted_at !== undefined && { deleted_at: instantOrNull(session.deleted_at) }),
    ...(session.note !== undefined && { note: session.note }),
    ...(session.internal_interruptions !== undefined && {
      internal_interruptions: session.internal_interruptions,
    }),
    ...(session.external_interruptions !== undefined && {
      external_interruptions: session.external_interruptions,
    }),
    ...(session.edited && { edited: writeEdited(session.edited) }),
  };
}

function writeCheckpoint(checkpoint: Checkpoint): object {
  return {
    id: checkpoint.id,
    session_id: checkpoint.session_id,
    parent_id: checkpoint.parent_id,
    follows: checkpoint.follows,
    device_id: checkpoint.device_id,
    checkpoint_type: checkpoint.checkpoint_type,
    timestamp: writeInstant(checkpoint.timestamp),
    generation: checkpoint.generation,
    session_type: checkpoint.session_type,
    task_id: checkpoint.task_id,
    round_number: checkpoint.round_number,
    preset_type: checkpoint.preset_type,
    plan: checkpoint.plan,
    remaining_time: checkpoint.remaining_time,
    added_time: checkpoint.added_time,
    is_paused: checkpoint.is_paused,
    last_active: instantOrNull(checkpoint.last_active),
  };
}

/** Sorts the keys, because the server and the browser keep them in different orders. */
function writeEdited(edited: Edited): Record<string, string> {
  const entries = Object.entries(edited).map(([key, at]): [string, string] => [key, writeInstant(at)]);
  return Object.fromEntries(entries.toSorted(([a], [b]) => compare(a, b)));
}

function instantOrNull(instant: number | null): string | null {
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
