import type { Checkpoint } from '../timer/checkpoint.ts';
import type { Change, Rows, Table } from './rows.ts';

export interface Cursor {
  /** The newest `seq` absorbed. */
  cursor: number;
  /** The server's epoch that the cursor belongs to; null before the first reply. */
  epoch: string | null;
  /** The whole is being pulled anew and has not been absorbed yet: until then nothing is sent. */
  is_afresh?: boolean;
}

/** An outbox entry: names a row that has not reached the server, in the version that it had when it was read. */
export interface OutboxMark {
  table: Table;
  id: string;
  version: number;
  /** Some of its instants were made with a clock that was not to be trusted. */
  is_skewed?: true;
}

/** Why the server refused a row, and when. */
export interface Refusal {
  code: string;
  /** The constraint that it breaks, where the server names it. */
  rule?: string;
  reason: string;
  at: number;
}

/** A row that the server refused, kept with the reason until a person decides. */
export interface SetAsideRow extends Refusal {
  change: Change;
}

/** A checkpoint that waits to be sent, with the offset that its instants were made with if that was not trusted. */
export interface UnsentCheckpoint {
  row: Checkpoint;
  skew: number | null;
}

export interface Ledger {
  /** All rows of a table, deletion marks included. */
  all<T extends Table>(table: T): Promise<Rows[T][]>;
  get<T extends Table>(table: T, id: string): Promise<Rows[T] | undefined>;
  /** The rows with these ids, as far as they are there. */
  getMany<T extends Table>(table: T, ids: readonly string[]): Promise<Rows[T][]>;
  /**
   * Writes rows made here and their outbox marks in one strict transaction; watchers hear of it once it committed.
   * Rows that merge field by field keep what was edited later than the row at hand. A checkpoint that the server
   * has is final and stays as it is. Throws what `isStorageFull` knows when the disk is full: then nothing is written.
   * Checkpoints made `before` (imported ones) do not depend on what this clock shows now: they are never shifted.
   */
  record(changes: Change[], made?: 'now' | 'before'): Promise<void>;
  /** Lets go of rows here, with the marks of those that wait; the server is told nothing (acts past their time). */
  withdraw(table: Table, ids: string[]): Promise<void>;
  /**
   * Moves the instants of unsent checkpoints and the times of unsent edits, in one transaction. Their skew is settled
   * then.
   */
  restamp(
    move: (unsent: UnsentCheckpoint[]) => Checkpoint[],
    moveEdit: (at: number, skew: number) => number,
  ): Promise<void>;
  /** The oldest waiting rows with their marks, what others build on first: at most `limit`. */
  waitingRows(limit: number): Promise<{ change: Change; mark: OutboxMark }[]>;
  /** How many changes wait to be sent, of one table or of all. */
  waitingCount(table?: Table): Promise<number>;
  /** Removes marks of rows that have not changed since; sets refused rows aside. */
  acknowledge(marks: OutboxMark[], refused: (Refusal & { mark: OutboxMark })[]): Promise<void>;
  cursor(): Promise<Cursor>;
  /**
   * Writes rows from the server and the cursor they lead to in one transaction; rows with waiting edits merge.
   * `from` is the cursor that the rows were asked for with: where the ledger stands elsewhere by now, or where the
   * rows lead back, nothing is written and the answer is false.
   */
  absorb(changes: Change[], cursor: Cursor, from?: number): Promise<boolean>;
  /** The server lost what it had: every row waits again, and the whole is pulled from the beginning. */
  resendAll(epoch: string): Promise<void>;
  /** This device was away for longer than deletions are kept: what does not wait goes, and the whole is pulled. */
  refetchAll(): Promise<void>;
  setAsideRows(): Promise<SetAsideRow[]>;
  /** Lets a refused row wait again. */
  retry(table: Table, id: string): Promise<void>;
  /** Gives up a refused row: the server's copy, if there is one, comes back with the next pull. */
  discard(table: Table, id: string): Promise<void>;
  /** Small values that belong to this database and not to the server (what rang, what was told). */
  localValue<T>(key: string): Promise<T | undefined>;
  setLocalValue(key: string, value: unknown): Promise<void>;
  /** Removes everything, notes and cursor included. */
  clear(): Promise<void>;
  /** Calls back after every commit, from whatever context of this browser profile. Returns the end of watching. */
  onCommit(changed: (tables: Table[]) => void): () => void;
  close(): void;
}
