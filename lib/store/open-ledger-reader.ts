import type { Ledger, SetAsideRow } from './ledger.ts';
import type { Rows, Session } from './rows.ts';
import { createCommitBroadcast } from './commit-broadcast.ts';

/** What a page needs of a ledger. */
export interface LedgerReader extends Pick<
  Ledger,
  'all' | 'waitingCount' | 'setAsideRows' | 'onCommit' | 'close'
> {
  /** History of these tasks only: ten years of all of it take a while to read. */
  sessionsOf(tasks: readonly string[]): Promise<Session[]>;
}

/** What a page works out of the rows and keeps beside them, so that it goes where they go. */
export interface LocalValues {
  localValue<T>(key: string): Promise<T | undefined>;
  /** Keeps nothing where there is no ledger. */
  setLocalValue(key: string, value: unknown): Promise<void>;
}

/** How a ledger stands, for a diagnosis. */
export interface RawReader {
  allOf(store: 'outbox' | 'state'): Promise<unknown[]>;
}

/**
 * Reads a ledger live; for `name` see `ledgerName`. It speaks to IndexedDB itself, because the popup loads it before
 * its first picture, and it creates nothing: a ledger that is not there yet reads as empty.
 */
export function openLedgerReader(name: string): LedgerReader & LocalValues & RawReader {
  const watchers = createCommitBroadcast(name);
  let opening: Promise<IDBDatabase | null> | null = null;
  let isClosed = false;

  async function connect(): Promise<IDBDatabase | null> {
    if (isClosed) throw new Error(`The database ${name} was closed here.`);
    opening ??= open(name, () => {
      opening = null;
    });
    const db = await opening;
    if (db === null) opening = null;
    return db;
  }

  /** The rows or their number, as the ledger's writer put them there. */
  async function read<T>(from: string, ask: 'getAll' | 'count', empty: T): Promise<T> {
    const db = await connect();
    if (db === null) return empty;
    const store = db.transaction(from).objectStore(from);
    return resultOf<T>(store[ask]());
  }

  return {
    all: (table) => read<Rows[typeof table][]>(table, 'getAll', []),
    waitingCount: () => read('outbox', 'count', 0),
    setAsideRows: () => read<SetAsideRow[]>('set_aside', 'getAll', []),
    allOf: (store) => read(store, 'getAll', []),
    async sessionsOf(tasks) {
      const db = await connect();
      const index = db?.transaction('pomodoro_sessions').objectStore('pomodoro_sessions').index('task');
      if (!index) return [];
      const found = await Promise.all(tasks.map((task) => resultOf<Session[]>(index.getAll(task))));
      return found.flat();
    },
    onCommit: watchers.onCommit,
    async localValue<T>(key: string) {
      const db = await connect();
      return db === null ? undefined : resultOf<T>(db.transaction('notes').objectStore('notes').get(key));
    },
    async setLocalValue(key, value) {
      const db = await connect();
      if (db !== null)
        await resultOf(db.transaction('notes', 'readwrite').objectStore('notes').put(value, key));
    },
    close() {
      isClosed = true;
      watchers.close();
      void opening?.then((db) => db?.close());
    },
  };
}

async function open(name: string, lost: () => void): Promise<IDBDatabase | null> {
  const request = indexedDB.open(name);
  let isMissing = false;
  request.addEventListener('upgradeneeded', () => {
    isMissing = true;
    request.transaction?.abort();
  });
  try {
    const db = await resultOf<IDBDatabase>(request);
    // The background removes the database or brings it to a new version: let go of it.
    db.addEventListener('versionchange', () => {
      lost();
      db.close();
    });
    db.addEventListener('close', lost);
    return db;
  } catch (error) {
    if (isMissing) return null;
    lost();
    throw error;
  }
}

function resultOf<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result as T));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB gave no reason.')));
  });
}
