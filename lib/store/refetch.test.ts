import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Ledger } from './ledger.ts';
import { checkpoint, freshLedger, session, task, user } from './testing/rows.ts';

const idsOf = async (ledger: Ledger) => (await ledger.all('tasks')).map(({ id }) => id);
const onTheWay = (cursor: number) => ({ cursor, epoch: 'e', is_afresh: true, is_refetch: true });

async function pulled(): Promise<Ledger> {
  const ledger = await freshLedger();
  const rows = [
    user(),
    task({ id: 'deleted elsewhere' }),
    task({ id: 'kept' }),
    task({ id: 'odd' }),
    checkpoint(),
    session(),
  ];
  await ledger.absorb(rows, { cursor: 50, epoch: 'e' });
  await ledger.record([task({ id: 'new' })]);
  await ledger.refetchAll();
  return ledger;
}

test('STORE-10 STORE-40 after being away for too long every row stays until all of the server is here', async () => {
  const ledger = await pulled();
  expect(await idsOf(ledger)).toEqual(['deleted elsewhere', 'kept', 'new', 'odd']);
  expect(await ledger.cursor()).toEqual(onTheWay(0));
  await ledger.absorb([user(), task({ id: 'kept', title: 'Another' })], onTheWay(60), 0);
  await ledger.absorb([session()], onTheWay(70), 60, [{ table: 'tasks', id: 'odd' }]);
  expect((await idsOf(ledger)).length).toBe(4);
  await ledger.endRefetch();
  expect(await idsOf(ledger)).toEqual(['kept', 'new', 'odd']);
  expect(await ledger.all('pomodoro_checkpoints')).toEqual([]);
  expect(await ledger.all('pomodoro_sessions')).toHaveLength(1);
  expect(await ledger.cursor()).toEqual({ cursor: 70, epoch: 'e' });
  expect(await ledger.waitingCount()).toBe(1);
});

test('STORE-40 a pull without the row of the person is none, and nothing goes', async () => {
  const ledger = await pulled();
  await ledger.absorb([task({ id: 'kept' })], onTheWay(60), 0);
  await ledger.endRefetch();
  expect((await idsOf(ledger)).length).toBe(4);
  expect(await ledger.all('pomodoro_sessions')).toHaveLength(1);
  expect(await ledger.cursor()).toEqual({ cursor: 60, epoch: 'e' });
});

test('STORE-40 what an earlier pull brought does not count for the next one', async () => {
  const ledger = await pulled();
  await ledger.absorb([user(), task({ id: 'deleted elsewhere' })], onTheWay(60), 0);
  await ledger.refetchAll();
  await ledger.absorb([user(), task({ id: 'kept' })], onTheWay(70), 0);
  await ledger.endRefetch();
  expect(await idsOf(ledger)).toEqual(['kept', 'new']);
});

test('STORE-40 where nothing is pulled anew, its end changes nothing', async () => {
  const ledger = await freshLedger();
  await ledger.absorb([task()], { cursor: 5, epoch: 'e' });
  await ledger.endRefetch();
  expect([await idsOf(ledger), await ledger.cursor()]).toEqual([['task'], { cursor: 5, epoch: 'e' }]);
});
