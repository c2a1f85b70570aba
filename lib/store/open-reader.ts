import { openDatabase } from './database.ts';
import type { Ledger } from './ledger.ts';
import type { Rows } from './rows.ts';
import { createWatchers } from './watchers.ts';

/** What a page needs of a ledger. */
export type Reader = Pick<Ledger, 'all' | 'waiting' | 'setAside' | 'watch' | 'close'>;

/** Opens a ledger to read it live: a page that never writes need not load what writes. For `name` see `ledgerName`. */
export async function openReader(name: string): Promise<Reader> {
  const database = await openDatabase(name);
  const watchers = createWatchers(name);
  return {
    all: (table) =>
      database.read([table], (tx) => tx.objectStore(table).getAll() as Promise<Rows[typeof table][]>),
    waiting: () => database.read(['outbox'], (tx) => tx.objectStore('outbox').count()),
    setAside: () => database.read(['set_aside'], (tx) => tx.objectStore('set_aside').getAll()),
    watch: watchers.watch,
    close() {
      watchers.close();
      database.close();
    },
  };
}
