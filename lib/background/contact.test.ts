import 'fake-indexeddb/auto';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { noContact } from '../messages/contact.ts';
import { eraseDatabase } from '../store/database.ts';
import { ledgerName } from '../store/ledger-name.ts';
import { task } from '../store/testing/rows.ts';
import { openTestBrowser, type TestBrowser } from './testing/test-browser.ts';

const second = 1000;
const minute = 60 * second;

afterEach(async () => {
  for (const owner of ['ada', null]) await eraseDatabase(ledgerName(owner));
});

/** Lets time pass in a worker that stays alive, with the pulse that the browser sends. */
async function live({ time, seen, background }: TestBrowser, span: number): Promise<void> {
  let pulseAt = time.now() + (seen.pulse ?? Infinity);
  for (let left = span; left > 0; left -= second) {
    time.pass(second);
    if (time.now() >= pulseAt) {
      await background.wake('pulse');
      pulseAt = time.now() + (seen.pulse ?? Infinity);
    }
    for (let turns = 0; turns < 20; turns += 1) await setImmediate();
  }
}

/** A browser with somebody at it whose account is in use on another device, too. */
async function openOfTwo(): Promise<TestBrowser> {
  const browser = openTestBrowser({ others: ['elsewhere'] });
  await browser.background.wake('start');
  await live(browser, 2 * second);
  return browser;
}

test('SLEEP-6 SLEEP-7 on a channel that brings nothing a change is here within 35 s, and the channel is late', async () => {
  const browser = await openOfTwo();
  const { seen, background, fromElsewhere } = browser;
  seen.isDeaf = true;
  fromElsewhere(task({ id: 'from-there' }));
  await live(browser, 30 * second);
  const { ledger } = await background.workspace();
  expect(await ledger.get('tasks', 'from-there')).toBeTruthy();
  expect(seen.contact.is_late).toBe(true);
  expect(seen.notes.filter((note) => note.startsWith('lost'))).toHaveLength(1);
  seen.isDeaf = false;
  fromElsewhere(task({ id: 'another' }));
  await live(browser, 2 * second);
  expect(seen.contact.is_late).toBe(false);
  expect(await ledger.get('tasks', 'another')).toBeTruthy();
});

test('SLEEP-8 the word that all is synced is never older than 35 s while somebody is there', async () => {
  const browser = await openOfTwo();
  const { time, seen } = browser;
  for (let passed = 0; passed < 5 * minute; passed += 5 * second) {
    await live(browser, 5 * second);
    expect(time.now() - (seen.contact.heard_at ?? 0)).toBeLessThanOrEqual(35 * second);
  }
});

test('SLEEP-8 a server that went away is shown as offline within a minute, even where nothing waits', async () => {
  const browser = await openOfTwo();
  browser.seen.isOffline = true;
  await live(browser, minute);
  expect(browser.status().link).toBe('offline');
});

test('SLEEP-6 while the server is away nothing looks, as the next attempt is on its way', async () => {
  const browser = await openOfTwo();
  browser.seen.isOffline = true;
  browser.seen.pulse = null;
  await live(browser, 26 * second);
  const { looks } = browser.seen;
  await live(browser, 5 * minute);
  expect(browser.seen.looks).toBe(looks);
  expect(browser.status().link).toBe('offline');
});

test('SLEEP-6 an idle browser of two costs at most three looks a minute and a call in ten minutes', async () => {
  const browser = await openOfTwo();
  const before = { ...browser.seen };
  await live(browser, 60 * minute);
  const cost = { looks: browser.seen.looks - before.looks, calls: browser.seen.calls - before.calls };
  expect(cost.looks).toBeLessThanOrEqual(3 * 60);
  expect(cost.calls).toBeLessThanOrEqual(60 / 10);
});

test('SLEEP-6 with nobody there, or no other device, nothing looks', async () => {
  const away = await openOfTwo();
  away.seen.isThere = false;
  await away.background.wake('activity');
  const before = away.seen.looks;
  await live(away, 10 * minute);
  expect(away.seen.looks).toBe(before);
  expect(away.seen.isListening).toBe(false);
});

test('SLEEP-6 an open page looks for five minutes, also where there is no other device', async () => {
  const browser = openTestBrowser();
  await browser.background.wake('start');
  await browser.background.handle({ type: 'sync-now' });
  await live(browser, 10 * minute);
  expect(browser.seen.looks).toBeGreaterThanOrEqual(10);
  expect(browser.seen.looks).toBeLessThanOrEqual(13);
  expect(browser.seen.isListening).toBe(false);
});

test('SLEEP-5 a workspace that is closed tells pages no more, and opens no channel again', async () => {
  const browser = await openOfTwo();
  const { background, seen } = browser;
  const { startSync } = await background.workspace();
  startSync();
  await background.handle({ type: 'sign-out', keep: true });
  await live(browser, minute);
  expect(seen.contact).toEqual(noContact);
  expect(seen.isListening).toBe(false);
});
