import type { Cursor, OutboxMark } from './ledger.ts';
import type { RawReader } from './open-ledger-reader.ts';
import type { Table } from './rows.ts';

/** What a diagnosis shows of a ledger. */
export interface LedgerStatus {
  /** Null where nothing has been absorbed yet. */
  cursor: Cursor | null;
  /** How many changes of each table wait. */
  waiting: readonly (readonly [table: Table, count: number])[];
}

/** Reads the status of a ledger in a page, and closes the reader. */
export async function readLedgerStatus(reader: RawReader & { close(): void }): Promise<LedgerStatus> {
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
