import { isFlat } from '../../limits/fits.ts';
import { instants } from '../../limits/fault-in.ts';
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

const text = passing((value) => typeof value === 'string');
const flag = passing((value) => typeof value === 'boolean');
const json = passing((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

const whole: Column = {
  read: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  write: (value) => Math.round(Number(value)),
};

const instant: Column = {
  read: (value) => {
    const at = readInstant(value);
    return at !== undefined && at < instants.below ? at : undefined;
  },
  write: (value) => writeInstant(Number(value)),
};

/** Objects in a setting, at most: no setting has more than two. */
const deepestSetting = 8;

/** `{field: ms since the epoch}`. Entries that are no time are dropped: one from the far future would win for ever. */
const times = entries((time) => typeof time === 'number' && time >= 0 && time < instants.below);

/** A setting that is too deep to be compared and stored is dropped. The others count. */
const settings = entries((value) => isFlat(value, deepestSetting));

/** An address of Auth has at most 255 characters. It is only shown, so it is cut. */
const address: Column = {
  read: (value) => (typeof value === 'string' ? value.slice(0, 255) : undefined),
  write: asJson,
};

type Stored<T extends Table> = Database['public']['Tables'][T]['Row'];

/** The columns that this version knows, each one of the database's. Others are ignored. */
export const columns: {
  readonly [T in Table]: { readonly [C in keyof Rows[T] & keyof Stored<T>]-?: Column };
} = {
  users: {
    id: text,
    email: nullable(address),
    username: nullable(text),
    pomodoro_settings: settings,
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
    tags: optional(text),
    deleted_at: nullable(instant),
    edited: times,
  },
  pomodoro_sessions: {
    id: text,
    task_id: nullable(text),
    session_type: text,
    start_time: instant,
    end_time: nullable(instant),
    completed: flag,
    current_session_number: whole,
    active_time: whole,
    outcome: text,
    preset_type: text,
    rules: whole,
    device_id: optional(nullable(text)),
    counts: optional(nullable(flag)),
    deleted_at: optional(nullable(instant)),
    note: optional(nullable(text)),
    internal_interruptions: optional(nullable(whole)),
    external_interruptions: optional(nullable(whole)),
    edited: optional(times),
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
    session_type: text,
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

/** An object. Entries that do not pass are dropped. */
function entries(is: (value: unknown) => boolean): Column {
  return {
    read: (value) =>
      json.read(value) === undefined
        ? undefined
        : Object.fromEntries(Object.entries(jsonFields(value)).filter(([, inner]) => is(inner))),
    write: asJson,
  };
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
