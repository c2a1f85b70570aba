import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { eraseDatabase } from './database.ts';
import { openLedger } from './open-ledger.ts';
import { openLedgerReader } from './open-ledger-reader.ts';
import type { Table } from './rows.ts';
import { session, task, taskRow } from './testing/rows.ts';

function freshName(): string {
  return `test-${crypto.randomUUID()}`;
}

test('UI-33 a ledger that is not there yet reads as empty and is not made', async () => {
  const name = freshName();
  const reader = openLedgerReader(name);
  expect(await reader.all('tasks')).toEqual([]);
  expect(await reader.waitingCount()).toBe(0);
  expect(await reader.setAsideRows()).toEqual([]);
  expect((await indexedDB.databases()).map((database) => database.name)).not.toContain(name);
});

test('UI-3 a page that opened first sees what is written later, and hears of it', async () => {
  const name = freshName();
  const reader = openLedgerReader(name);
  expect(await reader.all('tasks')).toEqual([]);
  const heard: Table[][] = [];
  reader.onCommit((tables) => heard.push(tables));
  const ledger = await openLedger({ name });
  await ledger.record([task()]);
  await vi.waitFor(() => expect(heard).toContainEqual(['tasks']));
  expect(await reader.all('tasks')).toEqual([taskRow()]);
  expect(await reader.waitingCount()).toBe(1);
});

test('UI-33 a page lets go of a database that is removed, and reads it as empty', async () => {
  const name = freshName();
  const ledger = await openLedger({ name });
  await ledger.record([task()]);
  ledger.close();
  const reader = openLedgerReader(name);
  expect(await reader.all('tasks')).toHaveLength(1);
  await eraseDatabase(name);
  expect(await reader.all('tasks')).toEqual([]);
});

test('UI-11 a page reads the history of the tasks that it shows, and no more', async () => {
  const name = freshName();
  expect(await openLedgerReader(name).sessionsOf(['report'])).toEqual([]);
  const ledger = await openLedger({ name });
  await ledger.record([
    session({ id: 'a', task_id: 'report' }),
    session({ id: 'b', task_id: 'paper' }),
    session({ id: 'c', task_id: null }),
    session({ id: 'd', task_id: 'mail' }),
  ]);
  const found = await openLedgerReader(name).sessionsOf(['report', 'mail', 'unknown']);
  expect(found.map(({ id }) => id)).toEqual(['a', 'd']);
});

test('UI-3 a reader that was closed reads no more', async () => {
  const reader = openLedgerReader(freshName());
  reader.close();
  await expect(reader.all('tasks')).rejects.toThrow('was closed here');
});

test('STATS-25 what a page keeps stays with the ledger, is no change to send, and goes with it', async () => {
  const name = freshName();
  const early = openLedgerReader(name);
  await early.setLocalValue('page', [1]);
  expect(await early.localValue('page')).toBeUndefined();
  const ledger = await openLedger({ name });
  await early.setLocalValue('page', [2]);
  expect(await openLedgerReader(name).localValue('page')).toEqual([2]);
  expect(await ledger.waitingCount()).toBe(0);
  ledger.close();
  await eraseDatabase(name);
  expect(await early.localValue('page')).toBeUndefined();
});
