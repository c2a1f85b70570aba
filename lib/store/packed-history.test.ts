import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { packedHistoryKey } from './packed-history.ts';
import { byHandRules } from './session-corrections.ts';
import { freshLedger, session, task } from './testing/rows.ts';

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
