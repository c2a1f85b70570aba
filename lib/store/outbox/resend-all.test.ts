import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { checkpoint, device, freshLedger, session, task } from '../testing/rows.ts';

test('STORE-10 after the server began anew every row waits, until it turns out to be there', async () => {
  const ledger = await freshLedger();
  await ledger.absorb([task({ id: 'kept' }), checkpoint(), session(), device()], {
    cursor: 50,
    epoch: 'old',
  });
  await ledger.record([task({ id: 'new' })]);
  await ledger.resendAll('fresh');
  expect(await ledger.cursor()).toEqual({ cursor: 0, epoch: 'fresh', is_afresh: true });
  expect(await ledger.waitingCount()).toBe(4);
  await ledger.absorb([task({ id: 'kept' })], { cursor: 1, epoch: 'fresh' }, 0);
  expect((await ledger.waitingRows(9)).map(({ change }) => change.row.id)).toEqual(['new', 'act', 'session']);
});
