import type { Change, Table } from '../store/rows.ts';
import type { ServerReason } from './server-reason.ts';

/** A row that the server did not take. */
export interface RefusedRow {
  table: Table;
  id: string;
  /** The SQLSTATE, or `unwritable` for a row that never left this device. */
  code: string;
  /** The constraint that the row breaks, if it is one. Older servers do not name it. */
  rule?: string;
  /** A sentence a person can read, in English. */
  reason: string;
}

/** By table, how many percent of what the server keeps for one account are used. */
export type Filled = Partial<Record<Table, number>>;

/** What one call of the SQL function `sync` brings back. */
export interface SyncReply {
  /** The newest `seq` of this user on the server. */
  head: number;
  /** Rows with a `seq` above the cursor, in that order, as the server stored them. Changes just sent are among them. */
  rows: Change[];
  /** The cursor that these rows lead to. */
  cursor: number;
  /** Whether the server has more rows beyond `cursor`. */
  more: boolean;
  rejected: RefusedRow[];
  /** How full the server is for this account, in percent by table. Only what is nearly full is named. */
  filled?: Filled;
  /** The columns that the server has and an earlier one lacks, as far as this version knows them. */
  columns?: string[];
  /** Rows that this version cannot read. They are not in `rows`. */
  unreadable?: UnreadableRow[];
  /** The server's clock, milliseconds since the epoch. */
  server_time: number;
  /**
   * Changes when the server was wiped or restored. A device that was away for longer than deletions are kept sees
   * another one, too.
   */
  epoch: string;
}

export interface UnreadableRow {
  table: string;
  id: string;
  /** What is wrong with it, for the diagnostic log. */
  reason: string;
}

/**
 * A Realtime broadcast: rows changed, from one `seq` to another. The rows may come along. Nothing depends on a hint:
 * what it says is what a call would bring.
 */
export interface Hint {
  from: number;
  to: number;
  rows: Change[] | null;
}

export interface RemoteFailure {
  /**
   * What the loop does about it. It tries again later after all but `signed-out` and `removed`, which only a person
   * can mend.
   * `offline`: there was no answer. `late`: the same, and with fewer changes there may be one. `busy`: told only if it
   * lasts. `slow`: the server gave up on so many changes. `refused`: it refused the whole call because of something in
   * the changes. `server`: told at once.
   */
  kind: 'offline' | 'late' | 'busy' | 'slow' | 'refused' | 'server' | 'signed-out' | 'removed';
  /** What happened, in words. Shown with the details of a sync problem. */
  detail: string;
  /** What to tell the person, where the kind does not say it. */
  reason?: ServerReason;
  /** Milliseconds that the server asked to wait. */
  retry_after?: number;
}

export type RemoteResult<T> = { ok: true; value: T } | { ok: false; failure: RemoteFailure };

/** Where the server stands for one person: the newest `seq`, and the epoch that it counts in. */
export interface Head {
  head: number;
  epoch: string;
}

export interface HintListener {
  hint(hint: Hint): void;
  /**
   * Hints may have been missed: the channel has just been joined, or it brought something else. A sync is due. With
   * `isFollowing` the server says that it follows its database, so that hints come from here on.
   */
  up(isFollowing?: boolean): void;
  /** The channel is closed for now. It is joined again without being asked. */
  down(reason: string): void;
}

/** The server, as the sync loop sees it. */
export interface Remote {
  sync(cursor: number, changes: Change[]): Promise<RemoteResult<SyncReply>>;
  /** Only asks where the server stands, which costs it much less than a call. Null where it knows nothing of the person. */
  head(): Promise<RemoteResult<Head | null>>;
  /** Opens the hint channel. Returns what closes it. */
  listen(on: HintListener): () => void;
}
