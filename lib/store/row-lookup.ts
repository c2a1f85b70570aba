import type { OutboxEntry, WriteTransaction } from './database.ts';
import { keysOfTable, keyOf, readChange } from './outbox.ts';
import type { Change, Table } from './rows.ts';

/** What the database has of the rows at hand. */
export interface RowLookup {
  entry(of: Change): Promise<OutboxEntry | undefined>;
  row(of: Change): Promise<Change | undefined>;
  /** Tells it what was put there meanwhile. */
  put(change: Change, entry: OutboxEntry | undefined): void;
}

/** From so many changes of a table on it is quicker to read the whole table than row after row. */
const many = 50;
/** Unless the table is so many times larger. */
const tooLarge = 10;

/** Looks up rows and outbox entries within a transaction: one by one, or, for an import or a long pull, all at once. */
export async function createRowLookup(tx: WriteTransaction, changes: readonly Change[]): Promise<RowLookup> {
  const counts = new Map<Table, number>();
  for (const { table } of changes) counts.set(table, (counts.get(table) ?? 0) + 1);
  const rows = new Map<Table, Map<string, Change>>();
  const entries = new Map<Table, Map<string, OutboxEntry>>();
  for (const [table, count] of counts) {
    if (count < many) continue;
    const store = tx.objectStore(table);
    const outbox = tx.objectStore('outbox');
    if ((await store.count()) < count * tooLarge) {
      const stored = await store.getAll();
      rows.set(table, new Map(stored.map((row) => [row.id, { table, row } as Change])));
    }
    if ((await outbox.count(keysOfTable(table))) < count * tooLarge) {
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
    put(change, entry) {
      rows.get(change.table)?.set(change.row.id, change);
      if (entry) entries.get(change.table)?.set(change.row.id, entry);
      else entries.get(change.table)?.delete(change.row.id);
    },
  };
}
