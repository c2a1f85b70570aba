import type { TransactionSql } from 'postgres';
import type { Database } from '../../local/connect.ts';
import { actAs, type Person } from './people.ts';

export type Json = string | number | boolean | null | Json[] | Row;
export type Row = { [field: string]: Json };
export type Change = { table: string; row: Row };

export interface Reply {
  head: number;
  rows: { table: string; row: Row & { id: string; seq: number } }[];
  more: boolean;
  cursor: number;
  rejected: { table: string | null; id: string | null; code: string; rule: string | null; reason: string }[];
  server_time: string;
  epoch: string;
  filled?: Record<string, number>;
}

export interface Call {
  cursor?: number;
  changes?: Json;
  device?: Json;
  claims?: Record<string, Json>;
}

/** Calls sync() as the API does for a signed-in person, in a transaction of its own. */
export async function callSync(db: Database, person: Person, call: Call = {}): Promise<Reply> {
  return actAs(db, person, async (tx) => syncIn(tx, call), call.claims);
}

/** The same inside an open transaction. */
export async function syncIn(tx: TransactionSql, call: Call): Promise<Reply> {
  const [found] = await tx<{ reply: Reply }[]>`
    select public.sync(${call.cursor ?? 0}, ${tx.json(call.changes ?? [])}, ${tx.json(call.device ?? null)}) as reply`;
  if (!found) throw new Error('sync() returned nothing.');
  return found.reply;
}

/** Pulls everything after a cursor. */
export async function pullAll(db: Database, person: Person, cursor = 0): Promise<Reply['rows']> {
  const rows: Reply['rows'] = [];
  let at = cursor;
  for (;;) {
    const reply = await callSync(db, person, { cursor: at });
    rows.push(...reply.rows);
    at = reply.cursor;
    if (!reply.more) return rows;
  }
}
