import type { Checkpoint, Phase } from '../timer/checkpoint.ts';
import type { StoredSettings } from '../timer/settings.ts';
import type { Outcome } from '../timer/timer.ts';

/** Instants in rows are milliseconds since the epoch. `lib/sync/wire/codec.ts` turns them into timestamptz and back. */

/** For rows that merge field by field: when a person last edited each field. The later edit wins. */
export type Edited = Record<string, number>;

export interface Task {
  id: string;
  title: string;
  description: string | null;
  estimated_pomodoros: number;
  created_at: number;
  completed_at: number | null;
  /** False once a person has put the task away. */
  is_active: boolean;
  /** A fractional index; sorts by code unit. */
  position: string;
  /** With a space between them: see lib/tags. Missing where the server or the version that stored the row had no such column. */
  tags?: string;
  /** When the task was deleted. The row is kept until every device can have seen that. */
  deleted_at: number | null;
  edited: Edited;
}

export interface User {
  id: string;
  email: string | null;
  username: string | null;
  pomodoro_settings: StoredSettings;
  /** Has the keys of `pomodoro_settings`. */
  edited: Edited;
}

/**
 * A session as history keeps it: what the replay computes from the checkpoints, and over that what a person corrected.
 * The last seven fields are missing where the server or the version that stored the row had no such columns.
 */
export interface Session {
  id: string;
  task_id: string | null;
  session_type: Phase;
  start_time: number;
  /** Null for a session that is void. */
  end_time: number | null;
  completed: boolean;
  /** The round. */
  current_session_number: number;
  /** How long it ran, in milliseconds. */
  active_time: number;
  outcome: Outcome;
  preset_type: string;
  /** The `rulesVersion` of the replay that wrote the row, above `byHandRules` where a person corrected it. */
  rules: number;
  /** The device that led it when it ended, where that is known. */
  device_id?: string | null;
  /** Whether it counts as completed, where a person said so. */
  counts?: boolean | null;
  /** When a person deleted it. Then its outcome is void. */
  deleted_at?: number | null;
  /** What a person wrote about it, on one line. */
  note?: string | null;
  /** How often a thought of one's own (′) and somebody else (−) interrupted it. Null where nobody counted. */
  internal_interruptions?: number | null;
  external_interruptions?: number | null;
  /** When a person last corrected each field. A machine changes only the other ones. */
  edited?: Edited;
}

export interface Device {
  id: string;
  /** What the device calls itself. */
  name: string;
  /** What the person calls it, or null. Missing where the server or the version that stored the row had no such column. */
  chosen_name?: string | null;
  /** When it first synced, by the server's clock. Missing in rows that an earlier version stored. */
  created_at?: number;
  platform: string;
  last_seen: number;
  removed_at: number | null;
}

export interface Rows {
  users: User;
  tasks: Task;
  pomodoro_sessions: Session;
  pomodoro_checkpoints: Checkpoint;
  devices: Device;
}

export type Table = keyof Rows;

/** One row with the name of its table, as it goes into the ledger and over the wire. */
export type Change = { [T in Table]: { table: T; row: Rows[T] } }[Table];
