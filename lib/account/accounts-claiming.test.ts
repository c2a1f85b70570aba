import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { ledgerName } from '../store/ledger-name.ts';
import { task } from '../store/testing/rows.ts';
import {
  ada,
  asAda,
  databases,
  enterProof,
  opened,
  openTestBrowser,
  openWithBoth,
  refused,
  signIn,
  signOut,
  strangersWays,
  type TestBrowser,
} from './testing/test-browser.ts';

const answer = ({ accounts }: TestBrowser, keep: boolean, password?: string) =>
  accounts.handlers['claim-account']({
    type: 'claim-account',
    keep,
    ...(password !== undefined && { password }),
  });

const asked = { waysIn: { find: opened(strangersWays) } };
const nothing = { password: false, logins: 0, providers: [], factors: 0 };
const withoutAnswer = (log: string[]) => log.filter((line) => /claimed|password|logins/.test(line));

test('ACCOUNT-26 whoever comes by a code is asked what else may open the account, and nothing is sent before', async () => {
  const browser = await openTestBrowser(asked);
  await browser.ledger(null, (local) => local.record([task({ id: 'local', title: 'Made here' })]));
  expect(await enterProof(browser)).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({
    account: null,
    owner: null,
    joining: { ...ada, ways: strangersWays },
  });
  expect([...browser.model.rows('ada').keys()]).not.toContain('tasks local');
  expect(withoutAnswer(browser.log)).toEqual([]);
});

test('ACCOUNT-56 whoever comes by a setup code is not asked: they have it from a browser that is signed in', async () => {
  const browser = await openTestBrowser(asked);
  const redeemed = await browser.accounts.handlers['redeem-setup-code']({
    type: 'redeem-setup-code',
    email: ada.email,
    secret: 's'.repeat(43),
    device: 'Chrome · Linux',
  });
  expect(redeemed).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({ account: ada, owner: 'ada', joining: null });
  expect(withoutAnswer(browser.log)).toEqual([]);
});

test.each([
  [true, ['claimed, all kept']],
  [false, ['claimed, the rest taken away']],
])('ACCOUNT-26 the answer keep: %s is carried out, and signing in goes on', async (keep, done) => {
  const browser = await openTestBrowser(asked);
  await enterProof(browser);
  expect(await answer(browser, keep)).toEqual({ ok: true });
  expect(withoutAnswer(browser.log)).toEqual(done);
  expect(browser.status()).toMatchObject({ account: ada, owner: 'ada', joining: null });
});

test('ACCOUNT-26 with the answer a new password can be set', async () => {
  const browser = await openTestBrowser(asked);
  await enterProof(browser);
  await answer(browser, false, 'my own secret');
  expect(withoutAnswer(browser.log)).toEqual(['claimed, the rest taken away', 'password is my own secret']);
});

test('ACCOUNT-26 after it the question of what to keep comes, if both sides have tasks', async () => {
  const browser = await openWithBoth(asked);
  await enterProof(browser);
  expect(await browser.accounts.handlers.join({ type: 'join', choice: 'both' })).toMatchObject({ ok: false });
  await answer(browser, false);
  expect(browser.status().joining).toEqual({ ...ada, owner: 'ada', offset: 0 });
});

test('ACCOUNT-26 a provider’s window is followed by the question, too', async () => {
  const browser = await openTestBrowser(asked);
  await browser.accounts.handlers['sign-in-with']({ type: 'sign-in-with', provider: 'google' });
  expect(browser.status().joining).toMatchObject({ ways: strangersWays });
});

test('ACCOUNT-27 whoever types the password of the account here is not asked', async () => {
  const browser = await openTestBrowser(asked);
  await signIn(browser);
  expect(browser.status()).toMatchObject({ account: ada, joining: null });
});

test('ACCOUNT-27 nobody is asked where nothing else opens the account, or this sign-in made it', async () => {
  const alone = await openTestBrowser({ waysIn: { find: opened(nothing) } });
  await enterProof(alone);
  expect([alone.status().account, withoutAnswer(alone.log)]).toEqual([ada, ['claimed, all kept']]);
  const made = await openTestBrowser({ waysIn: { find: opened(strangersWays, true) } });
  await enterProof(made, { create: true });
  expect([made.status().account, withoutAnswer(made.log)]).toEqual([ada, ['claimed, the rest taken away']]);
  const notByThis = await openTestBrowser({ waysIn: { find: opened(strangersWays, true) } });
  await enterProof(notByThis);
  expect(notByThis.status().joining).toMatchObject({ ways: strangersWays });
});

test('ACCOUNT-28 a sign-up that this browser began sets its own password once its mail was verified', async () => {
  const browser = await openTestBrowser(asked);
  await enterProof(browser, { password: 'my own secret' });
  expect(withoutAnswer(browser.log)).toEqual(['claimed, the rest taken away', 'password is my own secret']);
  expect(browser.status()).toMatchObject({ account: ada, joining: null });
});

test('ACCOUNT-28 a password that is refused is asked for once more, and can be left out', async () => {
  const browser = await openTestBrowser({
    waysIn: { find: opened(strangersWays), setPassword: refused('password_leaked') },
  });
  await enterProof(browser, { password: 'password1' });
  expect(browser.status().joining).toMatchObject({ ways: { ...nothing, refused: 'password_leaked' } });
  expect(await answer(browser, false, 'password2')).toMatchObject({ reason: 'password_leaked' });
  expect(browser.status().joining).toMatchObject({ ...ada });
  expect(await answer(browser, false)).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({ account: ada, joining: null });
  expect(withoutAnswer(browser.log)).toEqual(['claimed, the rest taken away']);
});

test('ACCOUNT-28 the password that the account has already is as good', async () => {
  const browser = await openTestBrowser({
    waysIn: { find: opened(strangersWays), setPassword: refused('same_password') },
  });
  await enterProof(browser, { password: 'my own secret' });
  expect(browser.status()).toMatchObject({ account: ada, joining: null });
});

test('ACCOUNT-41 whoever has forgotten the password gets the new one, also where the account was claimed before', async () => {
  const claimed = await openTestBrowser();
  await enterProof(claimed, { password: 'my own secret', recovers: true });
  expect([claimed.status().account, withoutAnswer(claimed.log)]).toEqual([
    ada,
    ['password is my own secret'],
  ]);
  const unclaimed = await openTestBrowser(asked);
  await enterProof(unclaimed, { password: 'my own secret', recovers: true });
  expect(unclaimed.status()).toMatchObject({ account: ada, joining: null });
  expect(withoutAnswer(unclaimed.log)).toEqual(['claimed, the rest taken away', 'password is my own secret']);
});

test('ACCOUNT-41 a new password that is refused is asked for once more', async () => {
  const browser = await openTestBrowser({ waysIn: { setPassword: refused('password_leaked') } });
  await enterProof(browser, { password: 'password1', recovers: true });
  expect(browser.status().joining).toMatchObject({ ways: { refused: 'password_leaked' } });
  expect(await answer(browser, false)).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({ account: ada, joining: null });
});

test('ACCOUNT-41 what a new password does not take away is asked about', async () => {
  const ways = { ...strangersWays, providers: ['github'], factors: 1 };
  const browser = await openTestBrowser({ waysIn: { find: opened(ways) } });
  await enterProof(browser, { password: 'my own secret', recovers: true });
  expect(withoutAnswer(browser.log)).toEqual(['password is my own secret']);
  expect(browser.status().joining).toMatchObject({ ways });
  const weak = await openTestBrowser({
    waysIn: { find: opened(ways), setPassword: refused('password_leaked') },
  });
  expect(await enterProof(weak, { password: 'password1', recovers: true })).toMatchObject({
    reason: 'password_leaked',
  });
  expect(weak.status()).toMatchObject({ account: null, joining: null });
});

test('ACCOUNT-29 at a server of an earlier version the own password replaces another, and the rest is said', async () => {
  const old = { find: refused('no_schema') };
  const byCode = await openTestBrowser({ waysIn: old });
  await enterProof(byCode);
  expect(byCode.status().account).toEqual({ ...ada, isUnchecked: true });
  const signedUp = await openTestBrowser({ waysIn: old });
  await enterProof(signedUp, { password: 'my own secret' });
  expect(signedUp.status().account).toEqual(ada);
  expect(withoutAnswer(signedUp.log)).toEqual(['password is my own secret', 'other logins ended']);
});

test('ACCOUNT-26 if the server cannot be asked, nobody is signed in', async () => {
  const browser = await openTestBrowser({ waysIn: { find: refused('unreachable') } });
  expect(await enterProof(browser)).toMatchObject({ ok: false, reason: 'unreachable' });
  expect(browser.status()).toMatchObject({ account: null, joining: null });
  expect(browser.log).toContain('login ended');
});

test('ACCOUNT-30 where another provider may be a stranger’s, a code is wanted', async () => {
  const unsure = { find: () => Promise.resolve({ ok: true as const, value: { state: 'unsure' as const } }) };
  const browser = await openTestBrowser({ waysIn: unsure });
  expect(
    await browser.accounts.handlers['sign-in-with']({ type: 'sign-in-with', provider: 'google' }),
  ).toMatchObject({ ok: false, reason: 'code_needed' });
  expect(browser.status()).toMatchObject({ account: null, joining: null });
});

test('ACCOUNT-26 a worker that dies after the answer asks again, and goes on with any', async () => {
  const browser = await openTestBrowser({
    known: { joining: { ...ada, ways: strangersWays } },
    waysIn: { claim: refused('not_asked') },
  });
  expect(await answer(browser, false)).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({ account: ada, joining: null });
});

test('ACCOUNT-26 an answer that fails can be given again', async () => {
  let isReached = false;
  const claim = () =>
    isReached ? Promise.resolve({ ok: true as const, value: null }) : refused('unreachable')();
  const browser = await openTestBrowser({ waysIn: { find: opened(strangersWays), claim } });
  await enterProof(browser);
  expect(await answer(browser, false)).toMatchObject({ reason: 'unreachable' });
  expect(browser.status().joining).toMatchObject({ ways: strangersWays });
  isReached = true;
  expect(await answer(browser, false)).toEqual({ ok: true });
});

test('ACCOUNT-26 the copy of an account stays when its own sign-in is cancelled at the question', async () => {
  const browser = await openTestBrowser({ known: asAda, ...asked });
  await browser.ledger('ada', () => Promise.resolve());
  await enterProof(browser);
  expect(browser.status()).toMatchObject({ account: null, owner: 'ada', joining: ada });
  expect(browser.log).not.toContain('ada: sync started');
  await signOut(browser, true);
  expect(browser.status()).toMatchObject({ owner: 'ada', joining: null });
  expect(await databases()).toContain(ledgerName('ada'));
});
