/** The forms in which a release is kept: see README.md beside this file. */

/** Which release it is, and what the recorded day ended with. */
export interface Release {
  /** Of the manifests. */
  version: string;
  /** The newest migration of its database. */
  migration: string;
  /** The account of the recorded day. */
  email: string;
  /** What both browsers held when the recording of the wire ended. */
  end: DayEnd;
}

export interface DayEnd {
  /** Milliseconds since the epoch, as all instants here. */
  at: number;
  account: string;
  rows: Record<'users' | 'tasks' | 'pomodoro_sessions' | 'pomodoro_checkpoints', Row[]>;
  shown: Shown;
}

export type Row = Record<string, unknown> & { id: string };

/** What a person saw on the popup. */
export interface Shown {
  /** Titles of the open tasks, as listed. */
  tasks: string[];
  /** Seconds left on the face. */
  left: number;
  isRunning: boolean;
}

/** All that one browser profile holds of the extension. */
export interface Device {
  browser: 'chromium' | 'firefox';
  at: number;
  storage: Record<string, unknown>;
  databases: StoredDatabase[];
  shown: Shown;
  /** Changes that wait to be sent, and rows that the server refused. */
  waiting: number;
  aside: number;
}

export interface StoredDatabase {
  name: string;
  version: number;
  stores: StoredStore[];
}

export interface StoredStore {
  name: string;
  keyPath: string | string[] | null;
  autoIncrement: boolean;
  indexes: { name: string; keyPath: string | string[]; unique: boolean; multiEntry: boolean }[];
  entries: { key: IDBValidKey; value: unknown }[];
}

/** A typed array in JSON. */
export interface PackedArray {
  $array: 'Uint8Array' | 'Uint16Array' | 'Uint32Array' | 'Int32Array' | 'Float64Array';
  values: number[];
}

/** One line of wire.jsonl. Calls and sockets are numbered over both devices. */
export type WireLine = { at: number; device: 'chromium' | 'firefox' } & (
  | { type: 'request'; call: number; method: string; path: string; headers: Headers; body: unknown }
  | { type: 'answer'; call: number; status: number; body: unknown }
  | { type: 'open' | 'close'; socket: number; path: string }
  | ({ type: 'sent' | 'received'; socket: number } & Frame)
);

type Headers = Record<string, string>;

/** A message of a socket: as text, which is JSON, or as bytes in base64. */
export type Frame = { json: unknown } | { binary: string };
