import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openDatabase, eraseDatabase } from '../store/database.ts';
import { user } from '../store/testing/rows.ts';
import { correctLedger } from '../sync/clock/correct-unsent.ts';
import { createRowMover } from './row-mover.ts';
import { withLedger } from './with-ledger.ts';

const minute = 60_000;

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
  await mover.finish('ada');
  const read = () => withLedger(host, 'ada', (own) => own.get('users', 'ada'));
  expect(await read()).toMatchObject({
    pomodoro_settings: { daily_goal: 60 },
    edited: { daily_goal: 13 * minute },
  });
  // The first reply finds the clock as it was: nothing moves once more.
  await withLedger(host, 'ada', (own) => correctLedger(own, 5 * minute, 25 * minute));
  expect((await read())?.edited).toEqual({ daily_goal: 13 * minute });
});
