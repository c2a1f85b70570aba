import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { checkpoint, freshLedger, task } from './testing/rows.ts';

test('STORE-10 after being away for too long only what waits is kept, until the whole is there', async () => {
  const ledger = await freshLedger();
  await ledger.absorb([task({ id: 'deleted elsewhere' }), checkpoint()], { cursor: 50, epoch: 'e' });
  await ledger.record([task({ id: 'new' })]);
  await ledger.refetchAll();
  expect((await ledger.all('tasks')).map(({ id }) => id)).toEqual(['new']);
  expect(await ledger.all('pomodoro_checkpoints')).toEqual([]);
  expect(await ledger.cursor()).toEqual({ cursor: 0, epoch: 'e', is_afresh: true });
  expect(await ledger.waitingCount()).toBe(1);
});
