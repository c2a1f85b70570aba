import type { ServerReason } from './server-reason.ts';
import type { Change, Table } from '../store/rows.ts';

export interface Refusal {
  table: Table;
  id: string;
  /** The SQLSTATE, or `unwritable` for a row that was refused here. */
  code: string;
  /** The constraint that it breaks, if it is one; servers of old do not name it. */
  rule?: string;
  /** A sentence a person can read, in English. */
  reason: string;
}

/** What one call of the SQL function `sync` brings back. */
export interface SyncReply {
  /** The newest `seq` of this user on the server. */
  head: number;
  /** Rows with `seq` above the cursor, in that order; where a change is among them, as the server stored it. */
  rows: Change[];
  /** The cursor that these rows lead to. */
  cursor: number;
  /** More rows wait behind `cursor`. */
  more: boolean;
  rejected: Refusal[];
  /** Rows that this version cannot read; they are left out of `rows`. */
  unreadable?: UnreadableRow[];
  /** The server's clock, milliseconds since the epoch. */
  server_time: number;
  /** Changes when the server was wiped or restored, or when this device was away for longer than deletions are kept. */
  epoch: string;
}

export interface UnreadableRow {
  table: string;
  id: string;
  /** What is wrong with it, for a diagnosis. */
  reason: string;
}

/** News that something changed, and perhaps what: a Realtime broadcast. It carries no truth of its own. */
export interface Hint {
  from: number;
  to: number;
  rows: Change[] | null;
}

export interface RemoteFailure {
  /** `refused`: something in the changes made the server refuse the whole call. */
  kind: 'offline' | 'signed-out' | 'removed' | 'server' | 'busy' | 'refused';
  /** What happened, in words, for the sync problem's details. */
  detail: string;
  /** What to tell the person, where the kind does not say it. */
  reason?: ServerReason;
  /** Milliseconds that the server asked to wait. */
  retry_after?: number;
}

export type RemoteResult<T> = { ok: true; value: T } | { ok: false; failure: RemoteFailure };

export interface HintListener {
  hint(hint: Hint): void;
  /** The channel is ready (again), or something other than rows changed: what came before may have been missed. */
  up(): void;
  /** The channel is gone for now; it is joined anew by itself. */
  down(reason: string): void;
}

/** The other side, as the sync loop sees it. */
export interface Remote {
  sync(cursor: number, changes: Change[]): Promise<RemoteResult<SyncReply>>;
  /** Opens the hint channel. Returns the close. */
  listen(on: HintListener): () => void;
}
