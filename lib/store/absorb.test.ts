import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import { packedHistoryKey } from './packed-history.ts';
import { byHandRules } from './session-corrections.ts';
import {
  checkpoint,
  checkpointRow,
  freshLedger,
  session,
  sessionRow,
  task,
  taskRow,
} from './testing/rows.ts';

test('STORE-8 rows and the cursor they lead to are absorbed together', async () => {
  const ledger = await freshLedger();
  expect(await ledger.cursor()).toEqual({ cursor: 0, epoch: null });
  expect(await ledger.absorb([task(), checkpoint()], { cursor: 7, epoch: 'e' }, 0)).toBe(true);
  expect(await ledger.cursor()).toEqual({ cursor: 7, epoch: 'e' });
  expect(await ledger.get('tasks', 'task')).toEqual(taskRow());
  expect(await ledger.waitingCount()).toBe(0);
});

test('STORE-8 only rows made here have to be safe from a power cut before anything goes on', async () => {
  const begin = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const ledger = await freshLedger();
  begin.mockClear();
  await ledger.absorb([task()], { cursor: 1, epoch: 'e' });
  await ledger.record([checkpoint()]);
  expect(begin.mock.calls.map(([, , options]) => options)).toEqual([
    { durability: 'relaxed' },
    { durability: 'strict' },
  ]);
  begin.mockRestore();
});

test('STORE-9 rows that lead back, or were asked for with another cursor, change nothing', async () => {
  const ledger = await freshLedger();
  await ledger.absorb([task()], { cursor: 7, epoch: 'e' });
  expect(await ledger.absorb([task({ title: 'Older' })], { cursor: 6, epoch: 'e' })).toBe(false);
  expect(await ledger.absorb([task({ title: 'Gap' })], { cursor: 9, epoch: 'e' }, 8)).toBe(false);
  expect(await ledger.get('tasks', 'task')).toEqual(taskRow());
  expect(await ledger.cursor()).toEqual({ cursor: 7, epoch: 'e' });
});

test('STORE-9 a reply to a ledger that was removed meanwhile is not absorbed by the new one', async () => {
  const ledger = await freshLedger();
  expect(await ledger.absorb([task()], { cursor: 9, epoch: 'e' }, 8)).toBe(false);
  expect(await ledger.all('tasks')).toEqual([]);
  expect(await ledger.cursor()).toEqual({ cursor: 0, epoch: null });
});

test('STORE-7 an absorbed row keeps the edits that wait, and they go on waiting', async () => {
  const ledger = await freshLedger();
  await ledger.record([task({ title: 'Mine', edited: { title: 5 } })]);
  await ledger.absorb([task({ position: 'b0', edited: { position: 9 } })], { cursor: 1, epoch: 'e' });
  const merged = taskRow({ title: 'Mine', position: 'b0', edited: { title: 5, position: 9 } });
  expect(await ledger.get('tasks', 'task')).toEqual(merged);
  expect((await ledger.waitingRows(9)).map(({ change }) => change.row)).toEqual([merged]);
});

test('STORE-19 what comes back from the server needs no sending, even if its answer was lost', async () => {
  const ledger = await freshLedger();
  await ledger.record([checkpoint({ timestamp: 9000 }), session({ active_time: 5 }), task()]);
  await ledger.absorb([checkpoint({ timestamp: 8000 }), session({ active_time: 6 }), task()], {
    cursor: 3,
    epoch: 'e',
  });
  expect(await ledger.waitingCount()).toBe(0);
  expect(await ledger.get('pomodoro_checkpoints', 'act')).toEqual(checkpointRow({ timestamp: 8000 }));
  expect(await ledger.get('pomodoro_sessions', 'session')).toEqual(sessionRow({ active_time: 6 }));
});

describe('TAG-6, TAG-7 tags and servers that have no place for them', () => {
  const tagged = task({ tags: 'home', edited: { tags: 5 } });

  test('TAG-6 they stay here, whatever else the server says of the task', async () => {
    const ledger = await freshLedger();
    await ledger.record([tagged]);
    const [waiting] = await ledger.waitingRows(9);
    await ledger.absorb([task({ title: 'Before it was sent' })], { cursor: 1, epoch: 'e' });
    await ledger.acknowledge([waiting!.mark], []);
    await ledger.absorb([task({ title: 'After', edited: { title: 9 } })], { cursor: 2, epoch: 'e' });
    expect(await ledger.get('tasks', 'task')).toMatchObject({
      title: 'After',
      tags: 'home',
      edited: { title: 9, tags: 5 },
    });
  });

  test('TAG-6 they are sent once everything is read again, and outlive the row that has none', async () => {
    const ledger = await freshLedger();
    await ledger.absorb([tagged, task({ id: 'plain' })], { cursor: 2, epoch: 'e' });
    await ledger.readAgain();
    expect((await ledger.waitingRows(9)).map(({ change }) => change)).toEqual([tagged]);
    await ledger.absorb([task({ tags: '' })], { cursor: 1, epoch: 'e' }, 0);
    expect((await ledger.waitingRows(9)).map(({ change }) => change)).toEqual([tagged]);
    await ledger.absorb([task({ tags: 'work', edited: { tags: 6 } })], { cursor: 2, epoch: 'e' }, 1);
    expect(await ledger.get('tasks', 'task')).toMatchObject({ tags: 'work' });
    expect(await ledger.waitingCount()).toBe(0);
  });

  test('TAG-6 a row that was set aside stays aside, and one that waits keeps its mark', async () => {
    const ledger = await freshLedger();
    await ledger.record([tagged, task({ id: 'waits', tags: 'home', edited: { tags: 5 } })]);
    const [aside, waits] = await ledger.waitingRows(9);
    await ledger.acknowledge([], [{ mark: aside!.mark, code: '23514', reason: '', at: 1 }]);
    await ledger.absorb([], { cursor: 1, epoch: 'e' });
    await ledger.readAgain();
    expect((await ledger.waitingRows(9)).map(({ mark }) => mark)).toEqual([waits!.mark]);
  });

  test('TAG-7 a row that the previous version stored sends no tags', async () => {
    const ledger = await freshLedger();
    await ledger.absorb([task({ edited: { tags: 5 } })], { cursor: 1, epoch: 'e' });
    await ledger.record([task({ title: 'Edited', edited: { tags: 5, title: 6 } })]);
    const [{ change } = { change: null }] = await ledger.waitingRows(9);
    expect(change!.row).not.toHaveProperty('tags');
  });
});

test('STORE-42 a session by hand removes the packed history, written here or elsewhere', async () => {
  const ledger = await freshLedger();
  const byHand = session({ rules: byHandRules, edited: { task_id: 5 } });
  const isPacked = async (write: () => Promise<unknown>) => {
    await ledger.setLocalValue(packedHistoryKey, 'packed');
    await write();
    return (await ledger.localValue(packedHistoryKey)) === 'packed';
  };
  expect(await isPacked(() => ledger.record([session(), task()]))).toBe(true);
  expect(await isPacked(() => ledger.record([byHand]))).toBe(false);
  expect(await isPacked(() => ledger.absorb([task()], { cursor: 1, epoch: 'e' }))).toBe(true);
  expect(await isPacked(() => ledger.absorb([byHand], { cursor: 2, epoch: 'e' }))).toBe(false);
});
