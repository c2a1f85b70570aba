import {
  deleteDB,
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type StoreNames,
} from 'idb';
import type { Cursor, SetAsideRow } from './ledger.ts';
import type { Rows, Table } from './rows.ts';
import { isRefusal, storageDeniedError } from './storage-denied.ts';
import { isQuotaExceeded, storageFullError } from './storage-full.ts';
import { isVersionTooHigh, storageNewerError } from './storage-newer.ts';

/** Names a row in the outbox and among the rows that are set aside. */
export type OutboxKey = [table: Table, id: string];

/** A waiting row as the outbox keeps it. The outbox holds no copy of the row. */
export interface OutboxEntry {
  table: Table;
  id: string;
  version: number;
  /** When it is sent: by the rank of its table, then in the order of creation. */
  turn: [number, number];
  /** Of a checkpoint made while the clock was not trusted: the clock's offset then. */
  skew?: number;
  /** Of a row that merges: the same for each field edited then, with the time that the edit was given. */
  skews?: Record<string, { at: number; skew: number }>;
}

interface State {
  cursor: Cursor;
  /** The version that was given last. */
  tick: number;
  /** A random id that no other database has. */
  identity: string;
  /** The name of the server that the rows go to and come from. */
  server: string;
}

interface Schema extends DBSchema {
  users: { key: string; value: Rows['users'] };
  tasks: { key: string; value: Rows['tasks'] };
  pomodoro_sessions: { key: string; value: Rows['pomodoro_sessions']; indexes: { task: string } };
  pomodoro_checkpoints: { key: string; value: Rows['pomodoro_checkpoints'] };
  devices: { key: string; value: Rows['devices'] };
  outbox: { key: OutboxKey; value: OutboxEntry; indexes: { turn: [number, number] } };
  set_aside: { key: OutboxKey; value: SetAsideRow & { table: Table; id: string } };
  state: { key: keyof State; value: State[keyof State] };
  /** The local values of the ledger. */
  notes: { key: string; value: unknown };
}

export type StoreName = StoreNames<Schema>;
export type ReadTransaction = IDBPTransaction<Schema, StoreName[]>;
export type WriteTransaction = IDBPTransaction<Schema, StoreName[], 'readwrite'>;

export interface Database {
  read<T>(stores: StoreName[], work: (tx: ReadTransaction) => Promise<T>): Promise<T>;
  /**
   * Writes all or nothing: when `work` throws, the disk is full or the connection is lost, nothing is written. What
   * was written outlives a power cut, unless `durability` is `relaxed`.
   */
  write<T>(
    stores: StoreName[],
    work: (tx: WriteTransaction) => Promise<T>,
    durability?: 'strict' | 'relaxed',
  ): Promise<T>;
  close(): void;
}

export const tables: readonly Table[] = [
  'users',
  'tasks',
  'devices',
  'pomodoro_checkpoints',
  'pomodoro_sessions',
];

/** Opens an IndexedDB database. If something else closes it (an upgrade, a deletion), the next use opens it again. */
export async function openDatabase(name: string): Promise<Database> {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  let isClosed = false;

  async function connect(): Promise<IDBPDatabase<Schema>> {
    // After an account was removed, opening its database would make an empty one.
    if (isClosed) throw new Error(`The database ${name} was closed here.`);
    opening ??= open(name, () => {
      opening = null;
    }).catch((error: unknown) => {
      opening = null;
      if (isVersionTooHigh(error)) throw storageNewerError(error);
      throw isRefusal(error) ? storageDeniedError(error) : error;
    });
    return opening;
  }

  /** A connection can close unnoticed between two uses. No transaction has begun then, so a second try is safe. */
  async function begin<T>(start: (db: IDBPDatabase<Schema>) => T): Promise<T> {
    try {
      return start(await connect());
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'InvalidStateError') throw error;
      opening = null;
      return start(await connect());
    }
  }

  await connect();
  return {
    async read(stores, work) {
      const tx = await begin((db) => db.transaction(stores));
      const [value] = await Promise.all([work(tx), tx.done]);
      return value;
    },
    async write(stores, work, durability = 'strict') {
      const tx = await begin((db) => db.transaction(stores, 'readwrite', { durability }));
      try {
        const [value] = await Promise.all([work(tx), tx.done]);
        return value;
      } catch (error) {
        throw await abort(tx, error);
      }
    },
    close() {
      isClosed = true;
      void opening?.then((db) => db.close());
    },
  };
}

/** Removes a database. Other contexts that have it open close it by themselves. */
export function eraseDatabase(name: string): Promise<void> {
  return deleteDB(name);
}

function open(name: string, onLost: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(name, 2, {
    upgrade(db, from, _to, tx) {
      // Where it fails, the opening says so.
      tx.done.catch(() => undefined);
      if (from < 1) createStores(db);
      tx.objectStore('pomodoro_sessions').createIndex('task', 'task_id');
    },
    blocking(_current, _blocked, event) {
      onLost();
      (event.target as IDBDatabase).close();
    },
    terminated: onLost,
  });
}

function createStores(db: IDBPDatabase<Schema>): void {
  for (const table of tables) db.createObjectStore(table, { keyPath: 'id' });
  db.createObjectStore('outbox', { keyPath: ['table', 'id'] }).createIndex('turn', 'turn');
  db.createObjectStore('set_aside', { keyPath: ['table', 'id'] });
  db.createObjectStore('state');
  db.createObjectStore('notes');
}

/** Undoes a transaction that failed. Returns the error to throw. */
async function abort(tx: WriteTransaction, error: unknown): Promise<unknown> {
  try {
    tx.abort();
  } catch {
    // It has aborted by itself.
  }
  const end: unknown = await tx.done.catch((reason: unknown) => reason);
  return isQuotaExceeded(error) || isQuotaExceeded(end) ? storageFullError(error) : error;
}
