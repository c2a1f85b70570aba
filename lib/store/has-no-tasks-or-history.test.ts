import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { hasNoTasksOrHistory } from './has-no-tasks-or-history.ts';
import { checkpoint, freshLedger, session, task, user } from './testing/rows.ts';

test('ACCOUNT-9 nothing, settings and deleted tasks alone are nothing to ask about', async () => {
  const ledger = await freshLedger();
  await ledger.record([task({ deleted_at: 5 }), user()]);
  expect(await hasNoTasksOrHistory(ledger)).toBe(true);
  await ledger.record([checkpoint()]);
  expect(await hasNoTasksOrHistory(ledger)).toBe(false);
});

test.each([
  ['a task', task()],
  ['an act', checkpoint()],
  ['a session', session()],
])('ACCOUNT-9 %s is something to ask about', async (_what, change) => {
  const ledger = await freshLedger();
  await ledger.record([change]);
  expect(await hasNoTasksOrHistory(ledger)).toBe(false);
});

test('ACCOUNT-9 as many sessions as acts are something to ask about', async () => {
  const ledger = await freshLedger();
  await ledger.record([checkpoint(), session()]);
  expect(await hasNoTasksOrHistory(ledger)).toBe(false);
});
