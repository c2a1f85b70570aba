import type { Change, Table } from '../store/rows.ts';

export interface Refusal {
  table: Table;
  id: string;
  /** The SQLSTATE, for a diagnosis. */
  code: string;
  /** A sentence a person can read. */
  reason: string;
}

/** What one call of the SQL function `sync` brings back. */
export interface Reply {
  /** The newest `seq` of this user on the server. */
  head: number;
  /** Rows with `seq` above the cursor, in that order; where a change is among them, as the server stored it. */
  rows: Change[];
  /** The cursor that these rows lead to. */
  cursor: number;
  /** More rows wait behind `cursor`. */
  more: boolean;
  rejected: Refusal[];
  /** The server's clock, milliseconds since the epoch. */
  server_time: number;
  /** Changes when the server was wiped or restored. */
  epoch: string;
}

/** News that something changed, and perhaps what: a Realtime broadcast. It carries no truth of its own. */
export interface Hint {
  from: number;
  to: number;
  rows: Change[] | null;
}

export interface RemoteFailure {
  kind: 'offline' | 'signed-out' | 'removed' | 'server' | 'busy';
  /** What happened, in words, for the sync problem's details. */
  detail: string;
  /** Milliseconds that the server asked to wait. */
  retry_after?: number;
}

export type Result<T> = { ok: true; value: T } | { ok: false; failure: RemoteFailure };

/** The other side, as the sync loop sees it. */
export interface Remote {
  sync(cursor: number, changes: Change[]): Promise<Result<Reply>>;
  /** Opens the hint channel; `on.up` comes each time it is (again) ready. Returns the close. */
  listen(on: { hint(hint: Hint): void; up(): void; down(reason: string): void }): () => void;
}
