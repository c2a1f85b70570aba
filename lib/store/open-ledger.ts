import { absorb, refetchAll, resendAll } from './absorb.ts';
import { openDatabase, tables, type StoreName } from './database.ts';
import type { Ledger } from './ledger.ts';
import { keysOfTable, toMark, keyOf, readChange } from './outbox.ts';
import { record, restamp, withdraw } from './record.ts';
import { acknowledge, discard, retry } from './set-aside.ts';
import type { Change, Rows, Table } from './rows.ts';
import { createCommitBroadcast } from './commit-broadcast.ts';

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
  const watchers = createCommitBroadcast(name);

  return {
    all: (table) =>
      database.read([table], (tx) => tx.objectStore(table).getAll() as Promise<Rows[typeof table][]>),
    get: (table, id) =>
      database.read(
        [table],
        (tx) => tx.objectStore(table).get(id) as Promise<Rows[typeof table] | undefined>,
      ),

    getMany: (table, ids) =>
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
      watchers.announce(named);
    },

    async withdraw(table, ids) {
      await database.write([table, 'outbox'], (tx) => withdraw(tx, table, ids));
      watchers.announce([table]);
    },

    async restamp(move, moveEdit) {
      const moving: Table[] = ['pomodoro_checkpoints', 'tasks', 'users'];
      const stores: StoreName[] = [...moving, 'outbox', 'set_aside', 'state'];
      const hasChanged = await database.write(stores, (tx) => restamp(tx, move, moveEdit));
      if (hasChanged) watchers.announce(moving);
    },

    async waitingRows(limit) {
      return database.read([...tables, 'outbox'], async (tx) => {
        const entries = await tx.objectStore('outbox').index('turn').getAll(null, limit);
        const changes = await Promise.all(entries.map(({ table, id }) => readChange(tx, [table, id])));
        return entries.flatMap((entry, index) => {
          const change = changes[index];
          return change ? [{ change, mark: toMark(entry) }] : [];
        });
      });
    },

    waitingCount: (table) =>
      database.read(['outbox'], (tx) => tx.objectStore('outbox').count(table ? keysOfTable(table) : null)),

    async acknowledge(marks, refused) {
      if (marks.length + refused.length === 0) return;
      await database.write([...tables, 'outbox', 'set_aside'], (tx) => acknowledge(tx, marks, refused));
      watchers.announce([]);
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
      if (isTaken && named.length > 0) watchers.announce(named);
      return isTaken;
    },

    async resendAll(epoch) {
      await database.write([...tables, 'outbox', 'set_aside', 'state'], (tx) => resendAll(tx, epoch));
      watchers.announce([]);
    },

    async refetchAll() {
      await database.write([...tables, 'outbox', 'state'], refetchAll);
      watchers.announce(tables);
    },

    setAsideRows: () =>
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
      watchers.announce([table]);
    },

    async discard(table, id) {
      await database.write([table, 'outbox', 'set_aside', 'state', 'notes'], (tx) =>
        discard(tx, [table, id]),
      );
      watchers.announce([table]);
    },

    localValue: <T>(key: string) =>
      database.read(['notes'], (tx) => tx.objectStore('notes').get(key) as Promise<T | undefined>),
    async setLocalValue(key, value) {
      await database.write(['notes'], (tx) => tx.objectStore('notes').put(value, key));
    },

    async clear() {
      const stores: StoreName[] = [...tables, 'outbox', 'set_aside', 'state', 'notes'];
      await database.write(stores, (tx) => Promise.all(stores.map((store) => tx.objectStore(store).clear())));
      watchers.announce(tables);
    },

    onCommit: watchers.onCommit,
    close() {
      watchers.close();
      database.close();
    },
  };
}

function tablesOf(changes: readonly Change[]): Table[] {
  return [...new Set(changes.map((change) => keyOf(change)[0]))];
}
