import { createCommitBroadcast } from './commit-broadcast.ts';
import type { Ledger, SetAsideRow } from './ledger.ts';
import type { Rows, Session } from './rows.ts';

/** What a page reads of a ledger. */
export interface LedgerReader extends Pick<
  Ledger,
  'all' | 'waitingCount' | 'setAsideRows' | 'onCommit' | 'close'
> {
  /** The history of these tasks only: to read ten years of all tasks takes too long. */
  sessionsOf(tasks: readonly string[]): Promise<Session[]>;
  /** The stored row of a session. */
  session(id: string): Promise<Session | undefined>;
  /** How many rows the history has. */
  sessionCount(): Promise<number>;
}

/** Results that a page computes from the rows and keeps beside them, so that they are removed with the rows. */
export interface LocalValues {
  localValue<T>(key: string): Promise<T | undefined>;
  /** Does nothing where there is no ledger. */
  setLocalValue(key: string, value: unknown): Promise<void>;
}

/** All that an object store of the database holds, for a diagnosis. */
export interface RawReader {
  allOf(store: 'outbox' | 'state'): Promise<unknown[]>;
}

/** Whether the database with this id is the one to read. */
export type IsWanted = (identity: string) => boolean;

interface Opened {
  db: IDBDatabase;
  identity: string | null;
}

/**
 * Reads the ledger that the background writes; `name` is what `ledgerName` gives. It uses IndexedDB directly, without
 * the library: the popup loads this before it first paints. It creates nothing: a ledger that does not exist yet
 * reads as empty. With `isWanted` only the right database is read. If there is another one or none, all reads fail.
 */
export function openLedgerReader(name: string, isWanted?: IsWanted): LedgerReader & LocalValues & RawReader {
  const broadcast = createCommitBroadcast(name);
  let opening: Promise<Opened | null> | null = null;
  let isClosed = false;

  async function connect(): Promise<IDBDatabase | null> {
    if (isClosed) throw new Error(`The database ${name} was closed here.`);
    opening ??= open(name, () => {
      opening = null;
    });
    const opened = await opening;
    if (opened === null) opening = null;
    const identity = opened?.identity ?? null;
    if (!isWanted || (identity !== null && isWanted(identity))) return opened && opened.db;
    // It may get its id, or be replaced, before the next read.
    opening = null;
    opened?.db.close();
    throw new Error(`The database ${name} is not the background's.`);
  }

  async function read<T>(from: string, ask: 'getAll' | 'count', empty: T): Promise<T> {
    const db = await connect();
    if (db === null) return empty;
    const store = db.transaction(from).objectStore(from);
    return resultOf<T>(store[ask]());
  }

  return {
    all: (table) => read<Rows[typeof table][]>(table, 'getAll', []),
    sessionCount: () => read('pomodoro_sessions', 'count', 0),
    async session(id) {
      const db = await connect();
      const name = 'pomodoro_sessions';
      return db === null ? undefined : resultOf<Session>(db.transaction(name).objectStore(name).get(id));
    },
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
    onCommit: broadcast.onCommit,
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
      broadcast.close();
      void opening?.then((opened) => opened?.db.close());
    },
  };
}

async function open(name: string, onLost: () => void): Promise<Opened | null> {
  const request = indexedDB.open(name);
  let isMissing = false;
  request.addEventListener('upgradeneeded', () => {
    isMissing = true;
    request.transaction?.abort();
  });
  try {
    const db = await resultOf<IDBDatabase>(request);
    // The background wants to remove the database or upgrade it, and has to wait until this connection is closed.
    db.addEventListener('versionchange', () => {
      onLost();
      db.close();
    });
    db.addEventListener('close', onLost);
    const identity = await resultOf<unknown>(db.transaction('state').objectStore('state').get('identity'));
    return { db, identity: typeof identity === 'string' ? identity : null };
  } catch (error) {
    if (isMissing) return null;
    onLost();
    throw error;
  }
}

function resultOf<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result as T));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB gave no reason.')));
  });
}
