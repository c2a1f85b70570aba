import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { eraseDatabase, tables } from './database.ts';
import { openLedgerReader } from './open-ledger-reader.ts';
import { openLedger } from './open-ledger.ts';
import { isStorageFull } from './storage-full.ts';
import { isStorageNewer } from './storage-newer.ts';
import { checkpoint, freshLedger, session, sessionRow, task } from './testing/rows.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** A disk with room for so many more values. */
function roomFor(values: number) {
  const put = IDBObjectStore.prototype.put;
  let room = values;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    room -= 1;
    if (room < 0) throw new DOMException('No room.', 'QuotaExceededError');
    return key === undefined ? put.call(this, value) : put.call(this, value, key);
  });
}

test.each([0, 1, 2, 3, 4, 5, 6])(
  'STORE-15 a disk that is full after %i values leaves nothing half written',
  async (values) => {
    const ledger = await freshLedger();
    await ledger.record([session()]);
    roomFor(values);
    const failed: unknown = await ledger
      .record([checkpoint(), task(), session({ active_time: 1 })])
      .catch((error: unknown) => error);
    vi.restoreAllMocks();
    expect(isStorageFull(failed)).toBe(true);
    expect(await ledger.all('pomodoro_checkpoints')).toEqual([]);
    expect(await ledger.all('tasks')).toEqual([]);
    expect((await ledger.waitingRows(9)).map(({ change }) => change)).toEqual([session()]);
    await ledger.record([task()]);
    expect(await ledger.waitingCount()).toBe(2);
  },
);

test('STORE-15 absorbed rows come with their cursor or not at all', async () => {
  const ledger = await freshLedger();
  roomFor(1);
  await expect(ledger.absorb([checkpoint(), task()], { cursor: 2, epoch: 'e' })).rejects.toSatisfy(
    isStorageFull,
  );
  vi.restoreAllMocks();
  expect(await ledger.cursor()).toEqual({ cursor: 0, epoch: null });
  expect(await ledger.all('pomodoro_checkpoints')).toEqual([]);
});

test('STORE-16 a database that was removed elsewhere is closed, and made anew when it is used', async () => {
  const name = `test-${crypto.randomUUID()}`;
  const ledger = await openLedger({ name });
  await ledger.record([task()]);
  await eraseDatabase(name);
  expect(await ledger.all('tasks')).toEqual([]);
  await ledger.record([task({ title: 'New' })]);
  expect(await ledger.waitingCount()).toBe(1);
});

test('STORE-16 a closed ledger does not bring a removed database back', async () => {
  const name = `test-${crypto.randomUUID()}`;
  const ledger = await openLedger({ name });
  ledger.close();
  await eraseDatabase(name);
  await expect(ledger.all('tasks')).rejects.toThrow('was closed here');
  expect((await indexedDB.databases()).map((database) => database.name)).not.toContain(name);
});

test('STORE-16 an upgrade of the database elsewhere does not have to wait', async () => {
  const name = `test-${crypto.randomUUID()}`;
  await openLedger({ name });
  const upgraded = await new Promise<number>((resolve) => {
    const request = indexedDB.open(name, 2);
    request.addEventListener('success', () => {
      resolve(request.result.version);
      request.result.close();
    });
  });
  expect(upgraded).toBe(2);
});

test('STORE-17 two accounts share nothing', async () => {
  const [ada, bob] = await Promise.all([freshLedger(), freshLedger()]);
  await ada.record([task()]);
  expect(await bob.all('tasks')).toEqual([]);
});

/** Makes a database as the first version of the ledger did: without the index of sessions by task. */
function makeFirstVersion(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name, 1);
    request.addEventListener('upgradeneeded', () => {
      const db = request.result;
      for (const table of tables) db.createObjectStore(table, { keyPath: 'id' });
      db.createObjectStore('outbox', { keyPath: ['table', 'id'] }).createIndex('turn', 'turn');
      db.createObjectStore('set_aside', { keyPath: ['table', 'id'] });
      db.createObjectStore('state');
      db.createObjectStore('notes');
      request.transaction?.objectStore('pomodoro_sessions').put(sessionRow({ id: 'old', task_id: 'report' }));
    });
    request.addEventListener('success', () => {
      request.result.close();
      resolve();
    });
  });
}

test('STORE-21 a database of the first version is upgraded and keeps its rows', async () => {
  const name = `test-${crypto.randomUUID()}`;
  await makeFirstVersion(name);
  const ledger = await openLedger({ name });
  expect((await ledger.all('pomodoro_sessions')).map(({ id }) => id)).toEqual(['old']);
  const found = await openLedgerReader(name).sessionsOf(['report']);
  expect(found.map(({ id }) => id)).toEqual(['old']);
});

/** Dies at the store or index that would be the next one made after so many. */
function dieAt(steps: number): void {
  let left = steps;
  const { createObjectStore } = IDBDatabase.prototype;
  const { createIndex } = IDBObjectStore.prototype;
  const step = () => {
    left -= 1;
    if (left < 0) throw new Error('killed');
  };
  vi.spyOn(IDBDatabase.prototype, 'createObjectStore').mockImplementation(function (
    this: IDBDatabase,
    ...given
  ) {
    step();
    return createObjectStore.apply(this, given);
  });
  vi.spyOn(IDBObjectStore.prototype, 'createIndex').mockImplementation(function (
    this: IDBObjectStore,
    ...given
  ) {
    step();
    return createIndex.apply(this, given);
  });
}

test.each([
  ['an empty disk', 11, () => Promise.resolve(), []],
  ['the first version', 1, makeFirstVersion, ['old']],
] as const)(
  'STORE-33 killed anywhere on the way from %s, the next start has it whole',
  async (_, steps, before, ids) => {
    for (let done = 0; done <= steps; done += 1) {
      const name = `test-${crypto.randomUUID()}`;
      await before(name);
      dieAt(done);
      const first = await openLedger({ name }).catch(() => null);
      vi.restoreAllMocks();
      expect(first !== null).toBe(done === steps);
      first?.close();
      const ledger = await openLedger({ name });
      expect((await ledger.all('pomodoro_sessions')).map(({ id }) => id)).toEqual(ids);
      await ledger.record([task({ id: 'new' })]);
      expect(await ledger.waitingCount()).toBe(1);
      ledger.close();
    }
  },
);

test('STORE-34 a database of a newer version is left as it is, and said to be one', async () => {
  const name = `test-${crypto.randomUUID()}`;
  const now = await openLedger({ name });
  await now.record([task()]);
  now.close();
  await new Promise((resolve) => {
    const request = indexedDB.open(name, 99);
    request.addEventListener('success', () => resolve(request.result.close()));
  });
  expect(isStorageNewer(await openLedger({ name }).catch((error: unknown) => error))).toBe(true);
  expect((await indexedDB.databases()).find((one) => one.name === name)?.version).toBe(99);
  // A page reads what it can.
  expect(await openLedgerReader(name).all('tasks')).toEqual([expect.objectContaining({ id: task().row.id })]);
});
