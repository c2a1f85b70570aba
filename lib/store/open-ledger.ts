import { absorb, forget, startOver } from './absorb.ts';
import { openDatabase, tables, type Store } from './database.ts';
import type { Ledger } from './ledger.ts';
import { keysOf, markOf, pairOf, readChange } from './outbox.ts';
import { record, restamp, withdraw } from './record.ts';
import { acknowledge, discard, retry } from './set-aside.ts';
import type { Change, Rows, Table } from './rows.ts';
import { createWatchers } from './watchers.ts';

export interface LedgerOptions {
  /** Of the database: see `ledgerName`. */
  name: string;
  /** The clock offset that rows made right now are stamped with, where the clock is not to be trusted; else null. */
  skew?: () => number | null;
  open?: typeof openDatabase;
}

/** Opens the ledger on IndexedDB. */
export async function openLedger({
  name,
  skew = () => null,
  open = openDatabase,
}: LedgerOptions): Promise<Ledger> {
  const database = await open(name);
  const watchers = createWatchers(name);

  return {
    all: (table) =>
      database.read([table], (tx) => tx.objectStore(table).getAll() as Promise<Rows[typeof table][]>),
    get: (table, id) =>
      database.read(
        [table],
        (tx) => tx.objectStore(table).get(id) as Promise<Rows[typeof table] | undefined>,
      ),

    some: (table, ids) =>
      database.read([table], async (tx) => {
        const store = tx.objectStore(table);
        const found = await Promise.all(ids.map((id) => store.get(id)));
        return found.filter((row) => row !== undefined) as Rows[typeof table][];
      }),

    async record(changes, made = 'now') {
      if (changes.length === 0) return;
      const named = tablesOf(changes);
      const offset = made === 'now' ? skew() : null;
      await database.write([...named, 'outbox', 'set_aside', 'state'], (tx) => record(tx, changes, offset));
      watchers.tell(named);
    },

    async withdraw(table, ids) {
      await database.write([table, 'outbox'], (tx) => withdraw(tx, table, ids));
      watchers.tell([table]);
    },

    async restamp(move, moveEdit) {
      const moving: Table[] = ['pomodoro_checkpoints', 'tasks', 'users'];
      const stores: Store[] = [...moving, 'outbox', 'set_aside', 'state'];
      const hasChanged = await database.write(stores, (tx) => restamp(tx, move, moveEdit));
      if (hasChanged) watchers.tell(moving);
    },

    async pending(limit) {
      return database.read([...tables, 'outbox'], async (tx) => {
        const entries = await tx.objectStore('outbox').index('turn').getAll(null, limit);
        const changes = await Promise.all(entries.map(({ table, id }) => readChange(tx, [table, id])));
        return entries.flatMap((entry, index) => {
          const change = changes[index];
          return change ? [{ change, mark: markOf(entry) }] : [];
        });
      });
    },

    waiting: (table) =>
      database.read(['outbox'], (tx) => tx.objectStore('outbox').count(table ? keysOf(table) : null)),

    async acknowledge(marks, refused) {
      if (marks.length + refused.length === 0) return;
      await database.write([...tables, 'outbox', 'set_aside'], (tx) => acknowledge(tx, marks, refused));
      watchers.tell([]);
    },

    async cursor() {
      const stored = await database.read(['state'], (tx) => tx.objectStore('state').get('cursor'));
      return typeof stored === 'object' ? stored : { cursor: 0, epoch: null };
    },

    async absorb(changes, cursor, from) {
      const named = tablesOf(changes);
      // What a power cut takes, rows and cursor alike, is fetched again.
      const isTaken = await database.write(
        [...named, 'outbox', 'state'],
        (tx) => absorb(tx, changes, cursor, from),
        'relaxed',
      );
      if (isTaken && named.length > 0) watchers.tell(named);
      return isTaken;
    },

    async startOver(epoch) {
      await database.write([...tables, 'outbox', 'set_aside', 'state'], (tx) => startOver(tx, epoch));
      watchers.tell([]);
    },

    async forget() {
      await database.write([...tables, 'outbox', 'state'], forget);
      watchers.tell(tables);
    },

    setAside: () =>
      database.read(['set_aside'], async (tx) => {
        const all = await tx.objectStore('set_aside').getAll();
        return all.map(({ change, code, rule, reason, at }) => ({
          change,
          code,
          ...(rule && { rule }),
          reason,
          at,
        }));
      }),

    async retry(table, id) {
      await database.write([table, 'outbox', 'set_aside', 'state'], (tx) => retry(tx, [table, id]));
      watchers.tell([table]);
    },

    async discard(table, id) {
      await database.write([table, 'outbox', 'set_aside', 'state', 'notes'], (tx) =>
        discard(tx, [table, id]),
      );
      watchers.tell([table]);
    },

    note: <T>(key: string) =>
      database.read(['notes'], (tx) => tx.objectStore('notes').get(key) as Promise<T | undefined>),
    async setNote(key, value) {
      await database.write(['notes'], (tx) => tx.objectStore('notes').put(value, key));
    },

    async empty() {
      const stores: Store[] = [...tables, 'outbox', 'set_aside', 'state', 'notes'];
      await database.write(stores, (tx) => Promise.all(stores.map((store) => tx.objectStore(store).clear())));
      watchers.tell(tables);
    },

    watch: watchers.watch,
    close() {
      watchers.close();
      database.close();
    },
  };
}

function tablesOf(changes: readonly Change[]): Table[] {
  return [...new Set(changes.map((change) => pairOf(change)[0]))];
}
