import type { Cursor, OutboxMark } from './ledger.ts';
import { openLedgerReader } from './open-ledger-reader.ts';
import type { Table } from './rows.ts';

/** How far a ledger has come, and what of it waits. */
export interface LedgerStatus {
  /** Null where nothing was ever absorbed. */
  cursor: Cursor | null;
  /** How many changes of each table wait. */
  waiting: readonly (readonly [table: Table, count: number])[];
}

/** Looks into a ledger from a page; for `name` see `ledgerName`. */
export async function readLedgerStatus(name: string): Promise<LedgerStatus> {
  const reader = openLedgerReader(name);
  try {
    const [outbox, state] = await Promise.all([reader.allOf('outbox'), reader.allOf('state')]);
    const counts = new Map<Table, number>();
    for (const { table } of outbox as OutboxMark[]) counts.set(table, (counts.get(table) ?? 0) + 1);
    const isCursor = (value: unknown): value is Cursor => typeof value === 'object' && value !== null;
    return { cursor: state.find(isCursor) ?? null, waiting: [...counts] };
  } finally {
    reader.close();
  }
}
