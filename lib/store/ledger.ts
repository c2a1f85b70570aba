import type { Checkpoint } from '../timer/checkpoint.ts';
import type { Change, Rows, Table } from './rows.ts';

/** The local database of one owner: rows, the marks of those that wait to be sent, and how far it has pulled. */
export interface Ledger {
  /** All rows of a table, deleted ones included. */
  all<T extends Table>(table: T): Promise<Rows[T][]>;
  get<T extends Table>(table: T, id: string): Promise<Rows[T] | undefined>;
  /** The rows with these ids, without those that do not exist. */
  getMany<T extends Table>(table: T, ids: readonly string[]): Promise<Rows[T][]>;

  /**
   * Writes rows made here and marks them to be sent, in one transaction that outlives a power cut. A row that merges
   * keeps the fields that were edited later than in `changes`. A checkpoint that the server has stays as it is.
   * Checkpoints made `before` (imported ones) do not depend on this clock, so their instants are never moved.
   * When the disk is full nothing is written, and `isStorageFull` knows the error.
   */
  record(changes: Change[], made?: 'now' | 'before'): Promise<void>;
  /** Removes rows here, with their marks, and tells the server nothing. */
  withdraw(table: Table, ids: string[]): Promise<void>;
  /** Corrects instants made while the clock was not trusted: those of unsent checkpoints and of unsent edits. */
  restamp(
    move: (unsent: UnsentCheckpoint[]) => Checkpoint[],
    moveEdit: (at: number, skew: number) => number,
  ): Promise<void>;

  /** The rows to send next, with their marks: first those that others refer to, then the oldest. */
  waitingRows(limit: number): Promise<{ change: Change; mark: OutboxMark }[]>;
  /** How many rows wait to be sent, of one table or of all. */
  waitingCount(table?: Table): Promise<number>;
  /** Removes the marks of rows that have not changed since they were sent, and sets refused rows aside. */
  acknowledge(marks: OutboxMark[], refused: (Refusal & { mark: OutboxMark })[]): Promise<void>;

  cursor(): Promise<Cursor>;
  /**
   * Writes rows from the server and the cursor that they lead to, in one transaction. Rows with waiting edits merge.
   * `from` is the cursor that the rows were asked for with. Where the ledger has another one by now, or the rows lead
   * back, nothing is written and the answer is false. `unreadable` are rows that the server has as well.
   */
  absorb(
    changes: Change[],
    cursor: Cursor,
    from?: number,
    unreadable?: readonly ServedRow[],
  ): Promise<boolean>;
  /** For a server that lost its data: every row waits to be sent again, and everything is pulled anew. */
  resendAll(epoch: string): Promise<void>;
  /** For a device that was away longer than deleted rows are kept: everything is pulled anew, over what is here. */
  refetchAll(): Promise<void>;
  /** All of that is here: of the other rows only those stay that wait. */
  endRefetch(): Promise<void>;
  /** For rows that lack what the server has by now: everything is pulled once more, over what is here. */
  readAgain(): Promise<void>;

  setAsideRows(): Promise<SetAsideRow[]>;
  /** Lets a refused row wait again. */
  retry(table: Table, id: string): Promise<void>;
  /** Gives up a refused row. The server's copy, if there is one, comes back with the next pull. */
  discard(table: Table, id: string): Promise<void>;

  /** A value of this device only (such as what has rung): it is kept and removed with the rows, and never sent. */
  localValue<T>(key: string): Promise<T | undefined>;
  setLocalValue(key: string, value: unknown): Promise<void>;

  /**
   * The random id of this database. Whoever finds the same id has the same database before them. It becomes `fresh`
   * where it has none yet.
   */
  identify(fresh: string): Promise<string>;

  /**
   * Makes the ledger this server's. A ledger of another server stays that one's, unless `epoch` is the one that it
   * knows: nobody but the person's devices and their project has ever seen that.
   */
  claim(server: string, by: Claim): Promise<Claimed>;

  /** Removes everything, the cursor and the local values too. Only the id and the server stay. */
  clear(): Promise<void>;
  /**
   * Calls back after every commit, whichever context of this browser profile made it. No tables means that only the
   * outbox changed. Returns a function that ends the calls.
   */
  onCommit(changed: (tables: Table[]) => void): () => void;
  close(): void;
}

/** What shows that a ledger is a server's. */
export interface Claim {
  /** This browser is logged in there, and works with the ledger. */
  isLoggedIn?: boolean;
  /** The epoch that the server names for the account. */
  epoch?: string | null;
}

/** Whether the ledger is the server's now, and whose it was before. */
export interface Claimed {
  isOurs: boolean;
  before: string | null;
}

/** How far the ledger has pulled. */
export interface Cursor {
  /** The newest `seq` that was absorbed. */
  cursor: number;
  /** The server's epoch that the cursor belongs to; null before the first reply. */
  epoch: string | null;
  /** Everything is being pulled anew and is not here yet. Until then nothing is sent. */
  is_afresh?: boolean;
  /** At its end the rows go that did not come. */
  is_refetch?: boolean;
}

/** Names a row that the server has. */
export interface ServedRow {
  table: string;
  id: string;
}

/** Names a row that waits to be sent, in the version that it had when it was read. */
export interface OutboxMark {
  table: Table;
  id: string;
  version: number;
  /** Some of its instants were made while the clock was not trusted. */
  is_skewed?: true;
}

/** Why the server refused a row, and when. */
export interface Refusal {
  code: string;
  /** The constraint that the row breaks, where the server names it. */
  rule?: string;
  reason: string;
  at: number;
}

/** A row that the server refused. It is kept until a person decides what to do with it. */
export interface SetAsideRow extends Refusal {
  change: Change;
}

/** A checkpoint that waits to be sent. `skew` is the clock's offset when it was made, where that was not trusted. */
export interface UnsentCheckpoint {
  row: Checkpoint;
  skew: number | null;
}
