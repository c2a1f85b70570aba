import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Ledger } from '../ledger.ts';
import { checkpoint, freshLedger, task, taskRow } from '../testing/rows.ts';

const why = { code: '23514', rule: 'tasks_title_check', reason: 'The title is too long.', at: 42 };

async function refuseAll(ledger: Ledger): Promise<void> {
  const sent = await ledger.waitingRows(200);
  const refused = sent.map(({ mark }) => ({ mark, ...why }));
  await ledger.acknowledge([], refused);
}

test('STORE-11 a refused row is set aside with the reason: it stays, and it waits no longer', async () => {
  const ledger = await freshLedger();
  await ledger.record([task()]);
  await refuseAll(ledger);
  expect(await ledger.setAsideRows()).toEqual([{ change: task(), ...why }]);
  expect(await ledger.get('tasks', 'task')).toEqual(taskRow());
  expect(await ledger.waitingCount()).toBe(0);
});

test('STORE-11 a row that changed while it was being refused waits on', async () => {
  const ledger = await freshLedger();
  await ledger.record([task({ title: 'Too long', edited: { title: 1 } })]);
  const sent = await ledger.waitingRows(1);
  await ledger.record([task({ title: 'Short', edited: { title: 2 } })]);
  await ledger.acknowledge(
    [],
    sent.map(({ mark }) => ({ mark, ...why })),
  );
  expect(await ledger.setAsideRows()).toEqual([]);
  expect(await ledger.waitingCount()).toBe(1);
});

test('STORE-11 an edit of a refused row is a new attempt', async () => {
  const ledger = await freshLedger();
  await ledger.record([task({ title: 'Too long', edited: { title: 1 } })]);
  await refuseAll(ledger);
  await ledger.record([task({ title: 'Short', edited: { title: 2 } })]);
  expect(await ledger.setAsideRows()).toEqual([]);
  expect((await ledger.waitingRows(1)).map(({ change }) => change)).toEqual([
    task({ title: 'Short', edited: { title: 2 } }),
  ]);
});

test('STORE-11 a retried row waits again, with what the server changed meanwhile', async () => {
  const ledger = await freshLedger();
  await ledger.record([task({ title: 'Mine', edited: { title: 5 } })]);
  await refuseAll(ledger);
  await ledger.absorb([task({ title: 'Theirs', position: 'b0', edited: { title: 4, position: 9 } })], {
    cursor: 1,
    epoch: 'e',
  });
  await ledger.retry('tasks', 'task');
  expect(await ledger.setAsideRows()).toEqual([]);
  expect((await ledger.waitingRows(1)).map(({ change }) => change)).toEqual([
    task({ title: 'Mine', position: 'b0', edited: { title: 5, position: 9 } }),
  ]);
});

test("STORE-11 a discarded row goes, and the server's copy comes with the next pull", async () => {
  const ledger = await freshLedger();
  await ledger.absorb([task({ id: 'other' })], { cursor: 8, epoch: 'e' });
  await ledger.record([checkpoint()]);
  await refuseAll(ledger);
  await ledger.discard('pomodoro_checkpoints', 'act');
  expect(await ledger.setAsideRows()).toEqual([]);
  expect(await ledger.all('pomodoro_checkpoints')).toEqual([]);
  expect(await ledger.cursor()).toEqual({ cursor: 0, epoch: 'e' });
  expect(await ledger.absorb([], { cursor: 9, epoch: 'e' }, 8)).toBe(false);
});
