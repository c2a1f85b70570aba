import type { Database, ReadTransaction, StoreName, WriteTransaction } from '../../../lib/store/database.ts';
import { storageFullError } from '../../../lib/store/storage-full.ts';

/** The disk of one machine: what the ledger asks of IndexedDB, many times quicker, and with the same transactions. */
export interface MemoryDisk {
  /** Opens a database for a worker, which from its death on neither hears nor changes anything. */
  open(name: string, of: { isDead(): boolean; isFull(): boolean }): Promise<Database>;
  /** Removes a database. */
  erase(name: string, of: { isDead(): boolean }): Promise<void>;
  /** All rows of a database, as text. */
  contents(name: string): string;
}

type Key = string | [string, string];
type Row = Record<string, unknown>;

interface Shelf {
  path: string | string[] | null;
  rows: Map<string, { key: Key; value: unknown }>;
  /** In the order of their keys; null where that has to be found out. */
  sorted: { key: Key; value: unknown }[] | null;
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
  const databases = new Map<string, Map<StoreName, Shelf>>();
  const queues = new Map<string, Transaction[]>();

  function shelvesOf(name: string): Map<StoreName, Shelf> {
    const there = databases.get(name);
    if (there) return there;
    const made = new Map<StoreName, Shelf>();
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
      await taken(turn);
      if (isDead()) return new Promise(() => {});
      databases.delete(name);
    },

    async open(name, of) {
      const queue = queues.get(name) ?? [];
      queues.set(name, queue);
      let isClosed = false;
      await taken(turn);

      function transact<T>(
        stores: StoreName[],
        isWriting: boolean,
        work: (shelves: Map<StoreName, Shelf>, undo: (() => void)[]) => Promise<T>,
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
            work(shelvesOf(name), undo).then(
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
          transact(stores, false, (shelves) => work(transactionOn(shelves, stores, null) as ReadTransaction)),
        write: (stores, work) =>
          transact(stores, true, (shelves, undo) =>
            work(transactionOn(shelves, stores, undo) as WriteTransaction),
          ),
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

function taken(turn: (run: () => void) => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  turn(resolve);
  return promise;
}

/** The part of a transaction that the ledger uses; anything else is missing, and shows as such. */
function transactionOn(
  shelves: Map<StoreName, Shelf>,
  stores: readonly StoreName[],
  undo: (() => void)[] | null,
): unknown {
  return {
    objectStore(store: StoreName) {
      const shelf = stores.includes(store) ? shelves.get(store) : undefined;
      if (!shelf) throw new DOMException(`The transaction does not hold ${store}.`, 'NotFoundError');
      return storeOn(shelf, undo);
    },
  };
}

function storeOn(shelf: Shelf, undo: (() => void)[] | null) {
  function change(id: string, next: { key: Key; value: unknown } | undefined): void {
    if (!undo) throw new DOMException('The transaction only reads.', 'ReadOnlyError');
    const before = shelf.rows.get(id);
    if (!before && !next) return;
    const put = (row: typeof next) => {
      shelf.sorted = null;
      if (row) shelf.rows.set(id, row);
      else shelf.rows.delete(id);
    };
    undo.push(() => put(before));
    put(next);
  }

  function inOrder(): { key: Key; value: unknown }[] {
    shelf.sorted ??= [...shelf.rows.values()].sort((a, b) => compare(a.key, b.key));
    return shelf.sorted;
  }

  const within = (range?: IDBKeyRange | null) =>
    range ? inOrder().filter(({ key }) => isIn(key, range)) : inOrder();

  return {
    get: async (key: Key) => shelf.rows.get(textOf(key))?.value,
    getAll: async (range?: IDBKeyRange | null) => within(range).map(({ value }) => value),
    getAllKeys: async () => inOrder().map(({ key }) => key),
    count: async (range?: IDBKeyRange | null) => (range ? within(range).length : shelf.rows.size),
    async put(value: unknown, given?: Key) {
      const kept = keep(value);
      const key = given ?? keyOf(kept as Row, shelf.path);
      change(textOf(key), { key, value: kept });
      return key;
    },
    async delete(key: Key) {
      change(textOf(key), undefined);
    },
    async clear() {
      for (const id of shelf.rows.keys()) change(id, undefined);
    },
    index: (field: string) => ({
      async getAll(query: unknown, most = Infinity) {
        if (query !== null) throw new Error('Only the whole index can be asked for.');
        const values = [...shelf.rows.values()].map(({ value }) => value as Row);
        return values.sort((a, b) => compare(a[field], b[field])).slice(0, most);
      },
    }),
  };
}

function keyOf(value: Row, path: Shelf['path']): Key {
  if (path === null) throw new DOMException('A key is missing.', 'DataError');
  const parts = [path].flat().map((field) => String(value[field]));
  return Array.isArray(path) ? [parts[0] ?? '', parts[1] ?? ''] : (parts[0] ?? '');
}

function textOf(key: Key): string {
  return typeof key === 'string' ? key : key.join(' ');
}

/** As IndexedDB sorts: numbers, then texts, then lists. */
function compare(a: unknown, b: unknown): number {
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
      const order = compare(a[index], b[index]);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  const rank = (value: unknown) => (typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  return (a as string) < (b as string) ? -1 : a === b ? 0 : 1;
}

function isIn(key: Key, { lower, upper, lowerOpen, upperOpen }: IDBKeyRange): boolean {
  const low = compare(key, lower);
  const high = compare(key, upper);
  return (lowerOpen ? low > 0 : low >= 0) && (upperOpen ? high < 0 : high <= 0);
}

/** A copy that nobody can change: whoever reads it may not write into it either. */
function keep<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(keep)) as T;
  const copy: Row = {};
  for (const key of Object.keys(value)) copy[key] = keep((value as Row)[key]);
  return Object.freeze(copy) as T;
}
