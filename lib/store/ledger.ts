import type { Change, Rows, Table } from './rows.ts';

export interface Cursor {
  /** The newest `seq` absorbed. */
  cursor: number;
  /** The server's epoch that the cursor belongs to; null before the first reply. */
  epoch: string | null;
}

/** An outbox entry: names a row that has not reached the server, in the version that it had when it was read. */
export interface Mark {
  table: Table;
  id: string;
  version: number;
}

/** A row that the server refused, kept with the reason until a person decides. */
export interface SetAside {
  change: Change;
  code: string;
  reason: string;
  at: number;
}

export interface Ledger {
  /** All rows of a table, deletion marks included. */
  all<T extends Table>(table: T): Promise<Rows[T][]>;
  get<T extends Table>(table: T, id: string): Promise<Rows[T] | undefined>;
  /** Writes rows made here and their outbox marks in one strict transaction; watchers hear of it once it committed. */
  record(changes: Change[]): Promise<void>;
  /** Takes back rows made here that were never sent (an automatic checkpoint to be derived anew), with their marks. */
  withdraw(table: Table, ids: string[]): Promise<void>;
  /** The oldest waiting rows with their marks: at most `limit`. */
  pending(limit: number): Promise<{ change: Change; mark: Mark }[]>;
  /** How many changes wait to be sent. */
  waiting(): Promise<number>;
  /** Removes marks of rows that have not changed since; sets refused rows aside. */
  acknowledge(marks: Mark[], refused: { mark: Mark; code: string; reason: string; at: number }[]): Promise<void>;
  cursor(): Promise<Cursor>;
  /** Writes rows from the server and the cursor they lead to in one transaction; rows with waiting edits merge. */
  absorb(changes: Change[], cursor: Cursor): Promise<void>;
  setAside(): Promise<SetAside[]>;
  /** Small values that belong to this database and not to the server (what rang, what was told). */
  note<T>(key: string): Promise<T | undefined>;
  setNote(key: string, value: unknown): Promise<void>;
  /** Calls back after every commit, from whatever context of this browser profile. Returns the end of watching. */
  watch(changed: (tables: Table[]) => void): () => void;
  close(): void;
}
