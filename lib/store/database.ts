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
import { isQuotaExceeded, storageFullError } from './storage-full.ts';

/** A waiting row as the outbox keeps it. */
export interface OutboxEntry {
  table: Table;
  id: string;
  version: number;
  /** Its turn: the rank of its table, then the order of creation. */
  turn: [number, number];
  /** Of an act: the clock offset that its instants were made with, where the clock was not to be trusted. */
  skew?: number;
  /** Of a row that merges: the same for each field that was edited then, with the time that it was given. */
  skews?: Record<string, { at: number; skew: number }>;
}

interface State {
  cursor: Cursor;
  /** The last version given to a row. */
  tick: number;
}

interface Schema extends DBSchema {
  users: { key: string; value: Rows['users'] };
  tasks: { key: string; value: Rows['tasks'] };
  pomodoro_sessions: { key: string; value: Rows['pomodoro_sessions']; indexes: { task: string } };
  pomodoro_checkpoints: { key: string; value: Rows['pomodoro_checkpoints'] };
  devices: { key: string; value: Rows['devices'] };
  outbox: { key: [Table, string]; value: OutboxEntry; indexes: { turn: [number, number] } };
  set_aside: { key: [Table, string]; value: SetAsideRow & { table: Table; id: string } };
  state: { key: keyof State; value: State[keyof State] };
  notes: { key: string; value: unknown };
}

export type StoreName = StoreNames<Schema>;
export type ReadTransaction = IDBPTransaction<Schema, StoreName[]>;
export type WriteTransaction = IDBPTransaction<Schema, StoreName[], 'readwrite'>;

export interface Database {
  read<T>(stores: StoreName[], work: (tx: ReadTransaction) => Promise<T>): Promise<T>;
  /**
   * All or nothing: a throw from `work`, a full disk or a lost connection leaves no trace of it. Once it is done it
   * outlives a power cut, unless `durability` is `relaxed`.
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

/** Opens an IndexedDB database; one that was closed from outside (an upgrade, a deletion) opens again when used. */
export async function openDatabase(name: string): Promise<Database> {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  let isClosed = false;

  async function connect(): Promise<IDBPDatabase<Schema>> {
    // Opening anew would bring back an empty database where an account's was removed.
    if (isClosed) throw new Error(`The database ${name} was closed here.`);
    opening ??= open(name, () => {
      opening = null;
    }).catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  }

  /** A connection can close between two uses without notice; before a transaction has begun, anew costs nothing. */
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
        throw await reasonOf(tx, error);
      }
    },
    close() {
      isClosed = true;
      void opening?.then((db) => db.close());
    },
  };
}

/** Removes a database; other contexts that have it open let go of it by themselves. */
export function eraseDatabase(name: string): Promise<void> {
  return deleteDB(name);
}

function open(name: string, lost: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(name, 2, {
    upgrade(db, from, _to, tx) {
      if (from < 1) createStores(db);
      tx.objectStore('pomodoro_sessions').createIndex('task', 'task_id');
    },
    blocking(_current, _blocked, event) {
      lost();
      (event.target as IDBDatabase).close();
    },
    terminated: lost,
  });
}

function createStores(db: IDBPDatabase<Schema>): void {
  for (const table of tables) db.createObjectStore(table, { keyPath: 'id' });
  db.createObjectStore('outbox', { keyPath: ['table', 'id'] }).createIndex('turn', 'turn');
  db.createObjectStore('set_aside', { keyPath: ['table', 'id'] });
  db.createObjectStore('state');
  db.createObjectStore('notes');
}

/** Undoes what is left of a failed transaction and says why it failed. */
async function reasonOf(tx: WriteTransaction, error: unknown): Promise<unknown> {
  try {
    tx.abort();
  } catch {
    // It has ended by itself.
  }
  const end: unknown = await tx.done.catch((reason: unknown) => reason);
  return isQuotaExceeded(error) || isQuotaExceeded(end) ? storageFullError(error) : error;
}
