import type { Rows, Table } from '../../store/rows.ts';
import type { Database, Json } from './database.ts';
import { readInstant, writeInstant } from './instant.ts';
import { jsonFields } from './json-fields.ts';

/** How one column goes over the wire. `read` gives undefined for a value that the column cannot have. */
export interface Column {
  /** Older servers have no such column. Then the row has no such field. */
  isOptional?: true;
  read(value: unknown): unknown;
  write(value: unknown): Json;
}

const phases: readonly unknown[] = ['work', 'short_break', 'long_break'];

const text = passing((value) => typeof value === 'string');
const flag = passing((value) => typeof value === 'boolean');
const phase = passing((value) => phases.includes(value));
const json = passing((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

const whole: Column = {
  read: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  write: (value) => Math.round(Number(value)),
};

const instant: Column = { read: readInstant, write: (value) => writeInstant(Number(value)) };

/** `{field: ms since the epoch}`. Entries that are no number are dropped. */
const times: Column = {
  read: (value) => {
    if (json.read(value) === undefined) return undefined;
    return Object.fromEntries(
      Object.entries(jsonFields(value)).filter(([, time]) => typeof time === 'number'),
    );
  },
  write: asJson,
};

type Stored<T extends Table> = Database['public']['Tables'][T]['Row'];

/** The columns that this version knows, each one of the database's. Others are ignored. */
export const columns: {
  readonly [T in Table]: { readonly [C in keyof Rows[T] & keyof Stored<T>]-?: Column };
} = {
  users: {
    id: text,
    email: nullable(text),
    username: nullable(text),
    pomodoro_settings: json,
    edited: times,
  },
  tasks: {
    id: text,
    title: text,
    description: nullable(text),
    estimated_pomodoros: whole,
    created_at: instant,
    completed_at: nullable(instant),
    is_active: flag,
    position: text,
    deleted_at: nullable(instant),
    edited: times,
  },
  pomodoro_sessions: {
    id: text,
    task_id: nullable(text),
    session_type: phase,
    start_time: instant,
    end_time: nullable(instant),
    completed: flag,
    current_session_number: whole,
    active_time: whole,
    outcome: text,
    preset_type: text,
    rules: whole,
  },
  pomodoro_checkpoints: {
    id: text,
    session_id: text,
    parent_id: nullable(text),
    follows: nullable(text),
    device_id: text,
    checkpoint_type: text,
    timestamp: instant,
    generation: whole,
    session_type: phase,
    task_id: nullable(text),
    round_number: whole,
    preset_type: text,
    plan: json,
    remaining_time: whole,
    added_time: whole,
    is_paused: flag,
    last_active: nullable(instant),
  },
  devices: {
    id: text,
    name: text,
    chosen_name: optional(nullable(text)),
    created_at: instant,
    platform: text,
    last_seen: instant,
    removed_at: nullable(instant),
  },
};

function passing(is: (value: unknown) => boolean): Column {
  return { read: (value) => (is(value) ? value : undefined), write: asJson };
}

function nullable({ read, write }: Column): Column {
  return {
    read: (value) => (value === null ? null : read(value)),
    write: (value) => (value === null ? null : write(value)),
  };
}

function optional(column: Column): Column {
  return { ...column, isOptional: true };
}

/** Only instants need a form of their own on the wire. Everything else in a row is JSON already. */
function asJson(value: unknown): Json {
  return value as Json;
}
