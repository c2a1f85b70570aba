import type { Database, ReadTransaction, StoreName, WriteTransaction } from '../../../lib/store/database.ts';
import { storageFullError } from '../../../lib/store/storage-full.ts';
import { memoryStore, type MemoryRows } from './memory-store.ts';

/** The disk of one machine: what the ledger asks of IndexedDB, many times quicker, and with the same transactions. */
export interface MemoryDisk {
  /** Opens a database for a worker, which from its death on neither hears nor changes anything. */
  open(name: string, of: { isDead(): boolean; isFull(): boolean }): Promise<Database>;
  /** Removes a database. */
  erase(name: string, of: { isDead(): boolean }): Promise<void>;
  /** All rows of a database, as text. */
  contents(name: string): string;
}

interface Transaction {
  stores: readonly StoreName[];
  isWriting: boolean;
  isUnderWay: boolean;
  begin(): void;
}

const keyPaths: Record<StoreName, string | string[] | null> = {
  users: 'id',
  tasks: 'id',
  devices: 'id',
  pomodoro_checkpoints: 'id',
  pomodoro_sessions: 'id',
  outbox: ['table', 'id'],
  set_aside: ['table', 'id'],
  state: null,
  notes: null,
};

/** `turn` runs something once it is the disk's turn: never at once, so that anything may fall in between. */
export function createMemoryDisk(turn: (run: () => void) => void): MemoryDisk {
  const databases = new Map<string, Map<StoreName, MemoryRows>>();
  const queues = new Map<string, Transaction[]>();

  function storesOf(name: string): Map<StoreName, MemoryRows> {
    const there = databases.get(name);
    if (there) return there;
    const made = new Map<StoreName, MemoryRows>();
    for (const [store, path] of Object.entries(keyPaths)) {
      made.set(store as StoreName, { path, rows: new Map(), sorted: null });
    }
    databases.set(name, made);
    return made;
  }

  /** Transactions begin in the order of their making, each once none before it is in its way. */
  function proceed(queue: Transaction[]): void {
    for (const [index, transaction] of queue.entries()) {
      if (transaction.isUnderWay) continue;
      const isBlocked = queue
        .slice(0, index)
        .some(
          (earlier) =>
            (earlier.isWriting || transaction.isWriting) &&
            earlier.stores.some((store) => transaction.stores.includes(store)),
        );
      if (isBlocked) continue;
      transaction.isUnderWay = true;
      turn(() => transaction.begin());
    }
  }

  return {
    contents: (name) =>
      JSON.stringify([...(databases.get(name)?.values() ?? [])].flatMap(({ rows }) => [...rows.values()])),

    async erase(name, { isDead }) {
      await itsTurn(turn);
      if (isDead()) return new Promise(() => {});
      databases.delete(name);
    },

    async open(name, of) {
      const queue = queues.get(name) ?? [];
      queues.set(name, queue);
      let isClosed = false;
      await itsTurn(turn);

      function transact<T>(
        stores: StoreName[],
        isWriting: boolean,
        work: (held: Map<StoreName, MemoryRows>, undo: (() => void)[]) => Promise<T>,
      ): Promise<T> {
        if (of.isDead()) return new Promise(() => {});
        if (isClosed) return Promise.reject(new Error(`The database ${name} was closed here.`));
        const { promise, resolve, reject } = Promise.withResolvers<T>();
        const undo: (() => void)[] = [];
        const finish = (outcome: () => void) => {
          queue.splice(queue.indexOf(transaction), 1);
          outcome();
          proceed(queue);
        };
        const abort = (outcome: () => void) =>
          finish(() => {
            for (const step of undo.toReversed()) step();
            outcome();
          });
        const commit = (value: T) => {
          if (of.isDead()) abort(() => undefined);
          else if (undo.length > 0 && of.isFull()) abort(() => reject(full()));
          else finish(() => resolve(value));
        };
        const transaction: Transaction = {
          stores,
          isWriting,
          isUnderWay: false,
          begin() {
            if (of.isDead()) return abort(() => undefined);
            work(storesOf(name), undo).then(
              (value) => (isWriting ? turn(() => commit(value)) : commit(value)),
              (error: unknown) => abort(() => reject(error)),
            );
          },
        };
        queue.push(transaction);
        proceed(queue);
        return promise;
      }

      return {
        read: (stores, work) =>
          transact(stores, false, (held) => work(transactionOn(held, stores, null) as ReadTransaction)),
        write: (stores, work) =>
          transact(stores, true, (held, undo) => work(transactionOn(held, stores, undo) as WriteTransaction)),
        close() {
          isClosed = true;
        },
      };
    },
  };
}

function full(): Error {
  return storageFullError(new DOMException('The disk is full.', 'QuotaExceededError'));
}

function itsTurn(turn: (run: () => void) => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  turn(resolve);
  return promise;
}

/** The part of a transaction that the ledger uses; anything else is missing, and shows as such. */
function transactionOn(
  held: Map<StoreName, MemoryRows>,
  stores: readonly StoreName[],
  undo: (() => void)[] | null,
): unknown {
  return {
    objectStore(store: StoreName) {
      const table = stores.includes(store) ? held.get(store) : undefined;
      if (!table) throw new DOMException(`The transaction does not hold ${store}.`, 'NotFoundError');
      return memoryStore(table, undo);
    },
  };
}
