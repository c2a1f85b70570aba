import { absorb } from './absorb.ts';
import { acknowledge } from './outbox/acknowledge.ts';
import { claim } from './claim.ts';
import { createCommitBroadcast } from './commit-broadcast.ts';
import { openDatabase, tables, type StoreName } from './database.ts';
import type { Ledger } from './ledger.ts';
import { keysOfTable, readChange, toMark } from './outbox/outbox.ts';
import { readAgain } from './read-again.ts';
import { record } from './record.ts';
import { beginRefetch, endRefetch } from './refetch.ts';
import { resendAll } from './outbox/resend-all.ts';
import { restamp } from './restamp.ts';
import type { Change, Rows, Table } from './rows.ts';
import { discard, retry } from './outbox/set-aside.ts';
import { withdraw } from './outbox/withdraw.ts';

export interface LedgerOptions {
  /** The name of the database, as `ledgerName` gives it. */
  name: string;
  /** Where the clock is not trusted: its offset, with which rows made now are stamped. Else null. */
  skew?: () => number | null;
  /** How to open the database; the simulation brings one in memory. */
  open?: typeof openDatabase;
}

export async function openLedger({
  name,
  skew = () => null,
  open = openDatabase,
}: LedgerOptions): Promise<Ledger> {
  const database = await open(name);
  const broadcast = createCommitBroadcast(name);

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
      const changed = tablesOf(changes);
      const offset = made === 'now' ? skew() : null;
      await database.write([...changed, 'outbox', 'set_aside', 'state', 'notes'], (tx) =>
        record(tx, changes, offset),
      );
      broadcast.announce(changed);
    },

    async withdraw(table, ids) {
      await database.write([table, 'outbox'], (tx) => withdraw(tx, table, ids));
      broadcast.announce([table]);
    },

    async restamp(move, moveEdit) {
      const moving: Table[] = ['pomodoro_checkpoints', 'pomodoro_sessions', 'tasks', 'users'];
      const stores: StoreName[] = [...moving, 'outbox', 'set_aside', 'state'];
      const hasChanged = await database.write(stores, (tx) => restamp(tx, move, moveEdit));
      if (hasChanged) broadcast.announce(moving);
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
      broadcast.announce([]);
    },

    async cursor() {
      const stored = await database.read(['state'], (tx) => tx.objectStore('state').get('cursor'));
      return typeof stored === 'object' ? stored : { cursor: 0, epoch: null };
    },

    async absorb(changes, cursor, from, unreadable = []) {
      const changed = tablesOf(changes);
      // A power cut can take the rows only together with the cursor, and then they are pulled again.
      const isTaken = await database.write(
        [...changed, 'outbox', 'state', 'notes'],
        (tx) => absorb(tx, changes, cursor, from, unreadable),
        'relaxed',
      );
      if (isTaken && changed.length > 0) broadcast.announce(changed);
      return isTaken;
    },

    async resendAll(epoch) {
      await database.write([...tables, 'outbox', 'set_aside', 'state'], (tx) => resendAll(tx, epoch));
      broadcast.announce([]);
    },

    async refetchAll() {
      await database.write(['state', 'notes'], beginRefetch);
      broadcast.announce([]);
    },

    async endRefetch() {
      await database.write([...tables, 'outbox', 'state', 'notes'], endRefetch);
      broadcast.announce(tables);
    },

    readAgain: () => database.write(['tasks', 'outbox', 'set_aside', 'state'], readAgain),

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
      broadcast.announce([table]);
    },

    async discard(table, id) {
      await database.write([table, 'outbox', 'set_aside', 'state', 'notes'], (tx) =>
        discard(tx, [table, id]),
      );
      broadcast.announce([table]);
    },

    localValue: <T>(key: string) =>
      database.read(['notes'], (tx) => tx.objectStore('notes').get(key) as Promise<T | undefined>),
    async setLocalValue(key, value) {
      await database.write(['notes'], (tx) => tx.objectStore('notes').put(value, key));
    },

    async identify(fresh) {
      const known = await database.read(['state'], (tx) => tx.objectStore('state').get('identity'));
      if (typeof known === 'string') return known;
      await database.write(['state'], (tx) => tx.objectStore('state').put(fresh, 'identity'));
      return fresh;
    },

    claim: (server, by) => database.write(['state'], (tx) => claim(tx, server, by)),

    async clear() {
      const stores: StoreName[] = [...tables, 'outbox', 'set_aside', 'state', 'notes'];
      await database.write(stores, async (tx) => {
        const state = tx.objectStore('state');
        const [identity, server] = await Promise.all([state.get('identity'), state.get('server')]);
        await Promise.all(stores.map((store) => tx.objectStore(store).clear()));
        if (identity !== undefined) await state.put(identity, 'identity');
        if (server !== undefined) await state.put(server, 'server');
      });
      broadcast.announce(tables);
    },

    onCommit: broadcast.onCommit,
    close() {
      broadcast.close();
      database.close();
    },
  };
}

function tablesOf(changes: readonly Change[]): Table[] {
  return [...new Set(changes.map(({ table }) => table))];
}
