import type { OutboxEntry, WriteTransaction } from './database.ts';
import { keyOf, keysOfTable, readChange } from './outbox/outbox.ts';
import type { Change, Table } from './rows.ts';

/** Finds what the database has of certain rows, within one transaction. */
export interface RowLookup {
  entry(of: Change): Promise<OutboxEntry | undefined>;
  row(of: Change): Promise<Change | undefined>;
  /** Has to be told of every row that is written meanwhile: rows that were read ahead would be out of date. */
  update(change: Change, entry: OutboxEntry | undefined): void;
}

/** From this many changes of one table on, reading the whole table is faster than reading row by row. */
const readAheadFrom = 50;
/** That is no longer so where the table has this many times more rows than there are changes. */
const tooManyTimes = 10;

/** For a few changes it reads row by row; for an import or a long pull it reads whole tables ahead. */
export async function createRowLookup(tx: WriteTransaction, changes: readonly Change[]): Promise<RowLookup> {
  const counts = new Map<Table, number>();
  for (const { table } of changes) counts.set(table, (counts.get(table) ?? 0) + 1);
  const rows = new Map<Table, Map<string, Change>>();
  const entries = new Map<Table, Map<string, OutboxEntry>>();
  for (const [table, count] of counts) {
    if (count < readAheadFrom) continue;
    const store = tx.objectStore(table);
    const outbox = tx.objectStore('outbox');
    if ((await store.count()) < count * tooManyTimes) {
      const stored = await store.getAll();
      rows.set(table, new Map(stored.map((row) => [row.id, { table, row } as Change])));
    }
    if ((await outbox.count(keysOfTable(table))) < count * tooManyTimes) {
      const waiting = await outbox.getAll(keysOfTable(table));
      entries.set(table, new Map(waiting.map((entry) => [entry.id, entry])));
    }
  }
  return {
    async entry(of) {
      const known = entries.get(of.table);
      return known ? known.get(of.row.id) : tx.objectStore('outbox').get(keyOf(of));
    },
    async row(of) {
      const known = rows.get(of.table);
      return known ? known.get(of.row.id) : readChange(tx, keyOf(of));
    },
    update(change, entry) {
      rows.get(change.table)?.set(change.row.id, change);
      if (entry) entries.get(change.table)?.set(change.row.id, entry);
      else entries.get(change.table)?.delete(change.row.id);
    },
  };
}
