import type { Outcome } from '../timer/timer.ts';
import type { Checkpoint, Phase } from '../timer/checkpoint.ts';
import type { StoredSettings } from '../timer/settings.ts';

/** Instants in rows are milliseconds since the epoch; `lib/sync/wire/codec.ts` turns them into timestamptz and back. */

/** When each field was last edited by a person, for rows that merge field by field: the later edit of a field wins. */
export type Edited = Record<string, number>;

export interface Task {
  id: string;
  title: string;
  description: string | null;
  estimated_pomodoros: number;
  created_at: number;
  completed_at: number | null;
  /** False once the task was put away. */
  is_active: boolean;
  /** Fractional index: sorts by code unit. */
  position: string;
  /** A deletion mark: kept until every device can have seen it. */
  deleted_at: number | null;
  edited: Edited;
}

export interface User {
  id: string;
  email: string | null;
  username: string | null;
  pomodoro_settings: StoredSettings;
  /** Keys are those of `pomodoro_settings`. */
  edited: Edited;
}

/** One run of a phase as history keeps it: a projection of the checkpoints, the last write wins. */
export interface Session {
  id: string;
  task_id: string | null;
  session_type: Phase;
  start_time: number;
  /** Null for a session that the replay calls void. */
  end_time: number | null;
  completed: boolean;
  /** The round. */
  current_session_number: number;
  /** Milliseconds that it ran. */
  active_time: number;
  outcome: Outcome;
  preset_type: string;
  /** Version of the replay's rules that wrote the row. */
  rules: number;
}

export interface Device {
  id: string;
  name: string;
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

/** One row of one table, as it goes into the ledger and over the wire. */
export type Change = { [T in Table]: { table: T; row: Rows[T] } }[Table];
