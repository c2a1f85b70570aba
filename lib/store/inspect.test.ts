import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { inspect } from './inspect.ts';
import { openLedger } from './open-ledger.ts';
import { act, task } from './testing/rows.ts';

test('DIAG-3 a page sees how far a ledger has come, and what of it waits', async () => {
  const name = `test-${crypto.randomUUID()}`;
  expect(await inspect(name)).toEqual({ cursor: null, waiting: [] });
  const ledger = await openLedger({ name });
  await ledger.record([task(), task({ id: 'b' }), act()]);
  await ledger.absorb([], { cursor: 7, epoch: 'e' });
  expect(await inspect(name)).toEqual({
    cursor: { cursor: 7, epoch: 'e' },
    waiting: [
      ['pomodoro_checkpoints', 1],
      ['tasks', 2],
    ],
  });
  ledger.close();
});
