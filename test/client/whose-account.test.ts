import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerClaim, claimAccount } from '../../lib/account/claim-account.ts';
import type { Backend } from '../../supabase/local/backend.ts';
import { connect } from '../../supabase/local/connect.ts';
import { startFakeGithub, type FakeGithub } from '../../supabase/local/testing/fake-github.ts';
import type { Browser } from './testing/open-browser.ts';
import { useBackend } from './testing/use-backend.ts';
import { newVisit, visitGithub } from './testing/visit-github.ts';

/*
 * Confirmations on or off, who came first, and the way in which the owner comes. Whatever it is: in the end nobody gets
 * in whom the owner does not want.
 */
const { startAnother, openBrowser } = useBackend();

let github: FakeGithub;
const backends = new Map<string, Backend>();

beforeAll(async () => {
  github = await startFakeGithub();
  for (const confirmations of ['off', 'on']) {
    const auth = { github: github.settings, enable_confirmations: confirmations === 'on' };
    backends.set(confirmations, await startAnother({ auth }));
  }
});

afterAll(async () => {
  for (const backend of backends.values()) await backend.stop();
  await github.stop();
});

const stranger = 'the password of a stranger';
const own = 'the password of the owner';

type Confirmations = 'off' | 'on';
type First = 'nobody' | 'a stranger' | 'the owner elsewhere';
type Way = 'sign-up' | 'code' | 'link' | 'recovery' | 'provider';
type Outcome = 'asked' | 'not asked';

const table: [Confirmations, First, Way, Outcome][] = [
  ['off', 'a stranger', 'code', 'asked'],
  ['off', 'a stranger', 'link', 'asked'],
  ['off', 'a stranger', 'recovery', 'asked'],
  ['off', 'a stranger', 'provider', 'asked'],
  ['on', 'a stranger', 'sign-up', 'not asked'],
  ['on', 'a stranger', 'code', 'asked'],
  ['on', 'a stranger', 'link', 'asked'],
  ['on', 'a stranger', 'recovery', 'asked'],
  // Auth itself drops what was never confirmed.
  ['on', 'a stranger', 'provider', 'not asked'],
  ['off', 'the owner elsewhere', 'code', 'asked'],
  ['off', 'the owner elsewhere', 'provider', 'asked'],
  ['on', 'the owner elsewhere', 'code', 'not asked'],
  ['off', 'nobody', 'code', 'not asked'],
  ['off', 'nobody', 'provider', 'not asked'],
  ['on', 'nobody', 'sign-up', 'not asked'],
  ['on', 'nobody', 'code', 'not asked'],
  ['on', 'nobody', 'provider', 'not asked'],
];

async function mailTo({ mail_url }: Backend, email: string) {
  const mails = await fetch(`${mail_url}?to=${email}`, { headers: { accept: 'application/json' } });
  const [newest] = (await mails.json()) as { code: string | null; link: string | null }[];
  return {
    code: newest?.code ?? 'none',
    hash: new URL(newest?.link ?? 'none:').searchParams.get('token') ?? 'none',
  };
}

/** Whoever signs up first, an hour before. */
async function prepare(backend: Backend, email: string, first: First): Promise<Browser | null> {
  if (first === 'nobody') return null;
  const browser = await openBrowser(backend);
  const password = first === 'a stranger' ? stranger : own;
  const signedUp = await browser.auth.signUp({ email, password });
  if (first === 'the owner elsewhere' && !signedUp.ok) {
    await browser.auth.enterProof(email, { code: (await mailTo(backend, email)).code });
    expect(await claimAccount(browser.auth, { password, mayBeNew: true })).toMatchObject({ ask: null });
  }
  const sql = connect(backend.db_url);
  await sql`
    update auth.users
    set created_at = created_at - interval '1 hour', confirmation_sent_at = confirmation_sent_at - interval '1 hour'
    where email = ${email}`;
  await sql.end();
  return browser;
}

/** The owner comes in the given way. Answers whether they would be asked, having taken all else away. */
async function come(backend: Backend, email: string, way: Way, keep: boolean): Promise<Outcome> {
  const browser = await openBrowser(backend);
  const { auth } = browser;
  const { auth: raw } = browser.connection.client();
  const proven = { mayBeNew: true, password: way === 'sign-up' ? own : undefined };
  if (way === 'provider') {
    Object.assign(github.person, { id: Math.trunc(Math.random() * 1e9), email });
    const visit = newVisit();
    const back = await visitGithub(backend, await auth.providerAddress(visit));
    expect(await auth.finishProviderSignIn(visit, back)).toMatchObject({ ok: true });
  } else {
    if (way === 'sign-up') await auth.signUp({ email, password: own });
    else if (way === 'recovery') await raw.resetPasswordForEmail(email);
    else expect(await auth.sendMail(email, true)).toMatchObject({ ok: true });
    const { code, hash } = await mailTo(backend, email);
    if (way === 'link') expect((await raw.verifyOtp({ token_hash: hash, type: 'email' })).error).toBeNull();
    else expect(await auth.enterProof(email, { code })).toMatchObject({ ok: true });
  }
  const claimed = await claimAccount(auth, proven);
  if (!claimed.ok) throw new Error(claimed.reason);
  if (claimed.ask) expect(await answerClaim(auth.waysIn, claimed.ask, { keep })).toEqual({ ok: true });
  expect(await auth.renewLogin()).toMatchObject({ ok: true });
  // Nobody is asked twice, in no browser.
  expect(await auth.waysIn.find()).toMatchObject({ value: { state: 'closed' } });
  return claimed.ask ? 'asked' : 'not asked';
}

async function opens(backend: Backend, email: string, password: string): Promise<boolean> {
  return (await (await openBrowser(backend)).auth.signIn({ email, password })).ok;
}

describe('CLIENT-30 whose account it is', () => {
  test.each(table)('confirmations %s, %s first, by %s: %s', async (confirmations, first, way, outcome) => {
    const backend = backends.get(confirmations);
    if (!backend) throw new Error('No such backend.');
    const email = `${randomUUID()}@example.org`;
    const earlier = await prepare(backend, email, first);
    const isOwn = first === 'the owner elsewhere';
    expect(await come(backend, email, way, isOwn)).toBe(outcome);
    expect(await opens(backend, email, stranger)).toBe(false);
    expect(await opens(backend, email, own)).toBe(isOwn || way === 'sign-up');
    if (earlier) expect((await earlier.auth.renewLogin()).ok).toBe(isOwn);
    if (earlier && !isOwn)
      expect((await earlier.connection.client().from('tasks').select()).data ?? []).toEqual([]);
  });

  test('a stranger’s login by password cannot answer, nor see that anything was answered', async () => {
    const backend = backends.get('off');
    if (!backend) throw new Error('No such backend.');
    const email = `${randomUUID()}@example.org`;
    const prepared = await prepare(backend, email, 'a stranger');
    if (!prepared) throw new Error('Nobody came first.');
    const { waysIn } = prepared.auth;
    const closed = { ok: true, value: { state: 'closed' } };
    expect(await waysIn.find()).toEqual(closed);
    expect(await waysIn.claim(true)).toMatchObject({ ok: false, reason: 'not_asked' });
    expect(await waysIn.claim(false)).toMatchObject({ ok: false, reason: 'not_asked' });
    expect(await come(backend, email, 'code', true)).toBe('asked');
    expect(await waysIn.find()).toEqual(closed);
    expect(await waysIn.claim(false)).toMatchObject({ ok: false, reason: 'not_asked' });
  });
});
