import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { ledgerName } from '../store/ledger-name.ts';
import { task } from '../store/testing/rows.ts';
import {
  asAda,
  databases,
  openTestBrowser,
  refused,
  signOut,
  titles,
  type TestBrowser,
  wallTime,
} from './testing/test-browser.ts';

test('ACCOUNT-5 ACCOUNT-12 a person who keeps the copy goes on with it', async () => {
  const browser = await openTestBrowser({ known: { ...asAda, clock_offset: 7 } });
  await browser.ledger('ada', (own) => own.record([task()]));
  expect(await signOut(browser, true)).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({
    account: null,
    owner: 'ada',
    link: 'signed-out',
    clock_offset: 7,
  });
  expect(await browser.ledger('ada', titles)).toHaveLength(1);
  expect(browser.log).toContain('login ended');
  expect(browser.log.slice(-2)).toEqual(['nobody: opened', 'toolbar']);
});

test('ACCOUNT-5 a person who does not keep the copy leaves nothing here', async () => {
  const browser = await openTestBrowser({ known: { ...asAda, clock_offset: 7 } });
  await browser.ledger('ada', (own) => own.record([task()]));
  await signOut(browser, false);
  expect(browser.status()).toMatchObject({ account: null, owner: null, clock_offset: 0 });
  expect(await databases()).not.toContain(ledgerName('ada'));
});

const remove = ({ accounts }: TestBrowser, keep: boolean) =>
  accounts.handlers['delete-account']({ type: 'delete-account', keep });

test('ACCOUNT-19 what stays becomes this browser’s own, by its own clock', async () => {
  const browser = await openTestBrowser({ known: { ...asAda, clock_offset: 300_000 } });
  await browser.ledger('ada', (own) => own.record([task({ edited: { title: wallTime + 300_000 } })]));
  expect(await remove(browser, true)).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({ account: null, owner: null, problem: null, link: 'signed-out' });
  expect(await browser.ledger(null, (local) => local.get('tasks', 'task'))).toMatchObject({
    edited: { title: wallTime },
  });
  expect(await databases()).not.toContain(ledgerName('ada'));
});

test('ACCOUNT-8 the rows can be removed from this browser, too', async () => {
  const browser = await openTestBrowser({ known: asAda });
  await browser.ledger('ada', (own) => own.record([task()]));
  await remove(browser, false);
  expect(await browser.ledger(null, titles)).toEqual([]);
  expect(await databases()).not.toContain(ledgerName('ada'));
});

test('ACCOUNT-8 if the server refuses, everything stays as it was', async () => {
  const browser = await openTestBrowser({
    known: asAda,
    auth: { deleteAccount: refused('wrong_password') },
  });
  expect(await remove(browser, false)).toMatchObject({ ok: false, reason: 'wrong_password' });
  expect(browser.status()).toMatchObject({ ...asAda, problem: null });
});

test('ACCOUNT-10 an account that is gone already can be left', async () => {
  const browser = await openTestBrowser({
    known: asAda,
    auth: { deleteAccount: refused('account_deleted') },
  });
  expect(await remove(browser, true)).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({ account: null, owner: null });
});
