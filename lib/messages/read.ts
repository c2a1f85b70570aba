import type { CommandOf } from '../engine/commands/command-map.ts';
import type { Table } from '../store/rows.ts';
import type { Refusal } from './answer.ts';

/** What a page may have read for it. Each has the value that the method of the same name of a ledger's reader has. */
export interface Reads {
  all: { table: Table };
  waitingCount: object;
  setAsideRows: object;
  session: { id: string };
  sessionCount: object;
  sessionsOf: { tasks: readonly string[] };
  allOf: { store: 'outbox' | 'state' };
}

/** A page asks the background to read the ledger of `owner`, since its own database is another one or none. */
export interface ReadRequest {
  owner: string | null;
  read: CommandOf<Reads>;
}

export type ReadAnswer = { ok: true; value: unknown } | Refusal;

/** Says after each commit of the background which tables changed, to pages that its broadcast does not reach. */
export interface CommitMessage {
  owner: string | null;
  tables: readonly Table[];
}
