import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openDatabase, eraseDatabase } from '../store/database.ts';
import { task, user } from '../store/testing/rows.ts';
import { correctLedger } from '../sync/clock/correct-unsent.ts';
import { createRowMover } from './row-mover.ts';
import { withLedger } from './with-ledger.ts';

const minute = 60_000;
const asBefore = { from: 'here', to: 'here' };

test('ACCOUNT-3 an edit made signed out by a clock that is behind is later than the account’s earlier one', async () => {
  const host = {
    disk: { open: openDatabase, erase: eraseDatabase },
    // Five minutes behind the server's.
    read: () => ({ wall: 20 * minute, steady: 0 }),
  };
  const goal = (id: string, daily_goal: number, at: number) =>
    user({ id, pomodoro_settings: { daily_goal }, edited: { daily_goal: at } });
  await withLedger(host, null, (local) => local.record([goal('local', 60, 8 * minute)]));
  await withLedger(host, 'ada', (own) =>
    own.absorb([goal('ada', 90, 10 * minute)], { cursor: 3, epoch: 'e' }),
  );
  const mover = createRowMover(host);
  await mover.begin('ada', 'both', 5 * minute);
  await mover.finish('ada', asBefore);
  const read = () => withLedger(host, 'ada', (own) => own.get('users', 'ada'));
  expect(await read()).toMatchObject({
    pomodoro_settings: { daily_goal: 60 },
    edited: { daily_goal: 13 * minute },
  });
  // The first reply finds the clock as it was: nothing moves once more.
  await withLedger(host, 'ada', (own) => correctLedger(own, 5 * minute, 25 * minute));
  expect((await read())?.edited).toEqual({ daily_goal: 13 * minute });
});

const here = {
  disk: { open: openDatabase, erase: eraseDatabase },
  read: () => ({ wall: 20 * minute, steady: 0 }),
};
const made = task({ id: 'local', title: 'Made here', edited: { title: 8 * minute } });

test('ACCOUNT-5 rows that were to go to one account do not go to another', async () => {
  const mover = createRowMover(here);
  await withLedger(here, null, (local) => local.record([made]));
  await mover.begin('ada', 'both', 0);
  await mover.finish('grace', asBefore);
  expect(await withLedger(here, 'grace', (own) => own.all('tasks'))).toEqual([]);
  expect(await withLedger(here, null, (local) => local.all('tasks'))).toHaveLength(1);
});

test('ACCOUNT-3 a move that only names its account keeps both, with the times as they are', async () => {
  const mover = createRowMover(here);
  await withLedger(here, null, async (local) => {
    await local.clear();
    await local.record([made]);
    await local.setLocalValue('moving_to', 'grace');
  });
  await mover.finish('grace', asBefore);
  expect(await withLedger(here, 'grace', (own) => own.get('tasks', 'local'))).toMatchObject({
    title: 'Made here',
    edited: { title: 8 * minute },
  });
});
