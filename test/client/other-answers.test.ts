import { afterEach, beforeEach, expect, test } from 'vitest';
import { probeServer } from '../../lib/sync/supabase/probe-server.ts';
import { openFront, type Front } from '../../supabase/local/testing/open-front.ts';
import {
  answering,
  managing,
  otherAnswers as answers,
  times,
} from '../../supabase/local/testing/other-answers.ts';
import { newTask, titles } from './testing/changes.ts';
import type { Browser } from './testing/open-browser.ts';
import { patience } from './testing/patience.ts';
import { useBackend } from './testing/use-backend.ts';

const { backend, openBrowser, person } = useBackend();
const sync = '/rpc/sync';

let front: Front;
let browser: Browser;
let who: { email: string; password: string };

beforeEach(async () => {
  front = await openFront(backend().url);
  const [elsewhere] = await person(1);
  const login = await elsewhere.connection.login();
  who = { email: login.ok ? (login.value.user.email ?? '') : '', password: 'hunter22' };
  browser = await openBrowser({ ...backend(), url: front.url });
  expect(await browser.auth.signIn(who)).toMatchObject({ ok: true });
});

afterEach(() => front.close());

const links = () => browser.statuses.map(({ link }) => link);
const problem = () => browser.statuses.at(-1)?.problem;

test('CLIENT-18 a database whose clock is behind ends no login: the same token is good a little later', async () => {
  const before = await browser.connection.login();
  front.answer(times(2, answering(sync, answers.fromTheFuture)));
  await browser.ledger.record([newTask('Early')]);
  await browser.loop.syncNow();
  expect(links()).toEqual(['syncing', 'synced']);
  expect(await browser.ledger.waitingCount()).toBe(0);
  expect(await browser.connection.login()).toEqual(before);
});

test('CLIENT-18 a database that does not take a token is told, and the login goes on', async () => {
  front.answer(answering(sync, answers.unknownKey));
  await browser.ledger.record([newTask('Kept')]);
  await browser.loop.syncNow();
  expect(problem()?.reason).toBe('token_refused');
  front.answer(() => null);
  await expect.poll(() => browser.ledger.waitingCount(), patience).toBe(0);
});

test('CLIENT-19 a project that is paused or restricted is named, and what waits is sent afterwards', async () => {
  await browser.ledger.record([newTask('Waits')]);
  for (const [answer, reason] of [
    [answers.paused, 'project_paused'],
    [answers.restricted, 'project_restricted'],
  ] as const) {
    front.answer(() => answer);
    await browser.loop.syncNow();
    expect(problem()?.reason).toBe(reason);
    expect(problem()?.detail).not.toContain('<');
    const server = { url: front.url, key: backend().publishable_key };
    expect(await probeServer(server, fetch)).toMatchObject({ reason });
  }
  front.answer(() => null);
  await expect.poll(() => links().at(-1), patience).toBe('synced');
  expect(await browser.ledger.waitingCount()).toBe(0);
});

test('CLIENT-20 what is too much for one call arrives by halves', async () => {
  front.answer(managing(40));
  await browser.ledger.record(Array.from({ length: 150 }, (_, at) => newTask(`Task ${at}`)));
  await browser.loop.syncNow();
  expect(await browser.ledger.waitingCount()).toBe(0);
  expect(await titles(browser)).toHaveLength(150);
  expect(links()).toEqual(['syncing', 'synced']);
});

test('CLIENT-21 what passes by itself is not shown as a problem', async () => {
  front.answer(times(2, answering(sync, answers.lockTimeout)));
  await browser.ledger.record([newTask('Soon')]);
  await browser.loop.syncNow();
  await expect.poll(() => browser.ledger.waitingCount(), patience).toBe(0);
  expect(links()).not.toContain('problem');
});

test.each([
  ['gatewayPage', null],
  ['proxyPage', 'web_page'],
  ['envoyUnauthorized', 'wrong_key'],
] as const)('CLIENT-21 of a page nothing is shown: %s', async (name, reason) => {
  front.answer(answering('', answers[name]));
  await browser.ledger.record([newTask('Kept')]);
  await browser.loop.syncNow();
  expect(problem()?.reason ?? null).toBe(reason);
  expect(JSON.stringify(browser.statuses)).not.toMatch(/<|network|cloudflare/);
  expect((await browser.connection.login()).ok).toBe(true);
});

test('CLIENT-10 a server that cannot mail now, or not to this person, says which', async () => {
  front.answer(answering('/auth/v1/otp', answers.mailTooSoon));
  expect(await browser.auth.sendMail(who.email, false)).toMatchObject({
    reason: 'mail_too_soon',
    number: 47,
  });
  front.answer(answering('/auth/v1/otp', answers.mailNotAllowed));
  expect(await browser.auth.sendMail(who.email, false)).toMatchObject({ reason: 'mail_not_allowed' });
});

test('CLIENT-20 an account that cannot be deleted in time is still there, and can be deleted later', async () => {
  front.answer(answering('/rpc/delete_account', answers.statementTimeout));
  expect(await browser.auth.deleteAccount()).toMatchObject({ ok: false, reason: 'too_slow' });
  await browser.loop.syncNow();
  expect(links().at(-1)).toBe('synced');
  front.answer(() => null);
  expect(await browser.auth.deleteAccount()).toEqual({ ok: true, value: null });
});
