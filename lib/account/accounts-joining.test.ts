import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { ledgerName } from '../store/ledger-name.ts';
import { task, user } from '../store/testing/rows.ts';
import {
  ada,
  databases,
  openTestBrowser,
  openWithBoth,
  signIn,
  signOut,
  titles,
  wallTime,
} from './testing/test-browser.ts';

test('ACCOUNT-9 ACCOUNT-20 if both have tasks, the person is asked first, and nothing is sent', async () => {
  const browser = await openWithBoth({ ahead: 300_000 });
  expect(await signIn(browser)).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({
    account: null,
    owner: null,
    joining: { ...ada, offset: 300_000 },
  });
  expect([...browser.model.rows('ada').keys()]).not.toContain('tasks local');
  expect(await browser.ledger(null, titles)).toEqual(['Made here']);
});

const kept: ['both' | 'account' | 'here', string[]][] = [
  ['both', ['Made elsewhere', 'Made here']],
  ['account', ['Made elsewhere']],
  ['here', ['Made here']],
];
test.each(kept)('ACCOUNT-9 with the answer %s, %j are kept', async (choice, left) => {
  const browser = await openWithBoth();
  await signIn(browser);
  expect(await browser.accounts.handlers.join({ type: 'join', choice })).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({ account: ada, owner: 'ada', joining: null });
  const tasks = await browser.ledger('ada', (own) => own.all('tasks'));
  expect(
    tasks
      .filter(({ deleted_at }) => deleted_at === null)
      .map(({ title }) => title)
      .sort(),
  ).toEqual(left);
});

test('ACCOUNT-3 an answer moves the times by as much as the clock was found to be off', async () => {
  const browser = await openWithBoth({ ahead: 300_000 });
  await browser.ledger(null, (local) =>
    local.record([
      user({ id: 'local', pomodoro_settings: { daily_goal: 60 }, edited: { daily_goal: wallTime } }),
    ]),
  );
  await signIn(browser);
  await browser.accounts.handlers.join({ type: 'join', choice: 'both' });
  expect(await browser.ledger('ada', (own) => own.get('users', 'ada'))).toMatchObject({
    edited: { daily_goal: wallTime + 300_000 },
  });
});

test('ACCOUNT-20 an answer joins nothing if nothing is asked any more', async () => {
  const browser = await openWithBoth();
  expect(await browser.accounts.handlers.join({ type: 'join', choice: 'here' })).toEqual({
    ok: false,
    reason: 'session_expired',
  });
  expect(browser.status()).toMatchObject({ account: null, owner: null });
  expect(await browser.ledger(null, titles)).toEqual(['Made here']);
});

test('ACCOUNT-20 a sign-in that is cancelled leaves nothing of the account here', async () => {
  const browser = await openWithBoth();
  await signIn(browser);
  expect(await signOut(browser, true)).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({ account: null, joining: null, owner: null });
  expect(await databases()).not.toContain(ledgerName('ada'));
  expect(await browser.ledger(null, titles)).toEqual(['Made here']);
});

test('ACCOUNT-21 an earlier copy with changes that were never sent stays when a sign-in is cancelled', async () => {
  const browser = await openWithBoth();
  await browser.ledger('ada', (own) => own.record([task({ id: 'unsent', title: 'Never sent' })]));
  await signIn(browser);
  await signOut(browser, true);
  expect(await browser.ledger('ada', (own) => own.waitingCount())).toBe(1);
});

test('ACCOUNT-9 if only the account has tasks, nothing is asked', async () => {
  const browser = await openTestBrowser();
  browser.fromElsewhere('ada', task({ id: 'own', title: 'Made elsewhere' }));
  await signIn(browser);
  expect(browser.status()).toMatchObject({ account: ada, joining: null });
});

test('ACCOUNT-9 the tasks that only the account has are deleted by the account’s clock', async () => {
  const browser = await openWithBoth({ ahead: 300_000 });
  await signIn(browser);
  await browser.accounts.handlers.join({ type: 'join', choice: 'here' });
  expect(await browser.ledger('ada', (own) => own.get('tasks', 'own'))).toMatchObject({
    edited: { deleted_at: wallTime + 300_000 },
  });
});

test('ACCOUNT-20 a question without a known clock, as an earlier version asked it, moves no times', async () => {
  const browser = await openTestBrowser({ known: { joining: ada } });
  await browser.ledger(null, (local) => local.record([task({ id: 'local', edited: { title: wallTime } })]));
  await browser.accounts.handlers.join({ type: 'join', choice: 'both' });
  expect(await browser.ledger('ada', (own) => own.get('tasks', 'local'))).toMatchObject({
    edited: { title: wallTime },
  });
});
