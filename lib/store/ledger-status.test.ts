import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { readLedgerStatus } from './ledger-status.ts';
import { openLedger } from './open-ledger.ts';
import { openLedgerReader } from './open-ledger-reader.ts';
import { checkpoint, task } from './testing/rows.ts';

test('DIAG-3 a page sees how far a ledger has come, and what of it waits', async () => {
  const name = `test-${crypto.randomUUID()}`;
  expect(await readLedgerStatus(openLedgerReader(name))).toEqual({ cursor: null, waiting: [] });
  const ledger = await openLedger({ name });
  await ledger.record([task(), task({ id: 'b' }), checkpoint()]);
  await ledger.absorb([], { cursor: 7, epoch: 'e' });
  expect(await readLedgerStatus(openLedgerReader(name))).toEqual({
    cursor: { cursor: 7, epoch: 'e' },
    waiting: [
      ['pomodoro_checkpoints', 1],
      ['tasks', 2],
    ],
  });
  ledger.close();
});
