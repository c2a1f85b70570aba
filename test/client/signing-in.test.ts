import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { probeServer } from '../../lib/sync/supabase/probe-server.ts';
import { newTask } from './testing/changes.ts';
import { patience } from './testing/patience.ts';
import { useBackend } from './testing/use-backend.ts';

const { backend, startAnother, openBrowser, person } = useBackend();

async function mailedCode(email: string): Promise<string> {
  const mails = await fetch(`${backend().mail_url}?to=${email}`, { headers: { accept: 'application/json' } });
  const [newest] = (await mails.json()) as { code: string | null }[];
  return newest?.code ?? 'none';
}

test('CLIENT-9 the connection test tells this server from others', async () => {
  const { url, publishable_key: key } = backend();
  expect(await probeServer({ url, key }, fetch)).toEqual({ ok: true });
  expect(await probeServer({ url, key: 'sb_publishable_x' }, fetch)).toMatchObject({
    reason: 'wrong_key',
  });
  expect(await probeServer({ url: 'http://127.0.0.1:1', key }, fetch)).toMatchObject({
    reason: 'unreachable',
  });
});

test('CLIENT-10 what can go wrong at signing in has a reason each', async () => {
  const [a] = await person(1);
  const session = await a.connection.login();
  const email = session.ok ? (session.value.user.email ?? '') : '';
  const b = await openBrowser();
  const reason = (outcome: { ok: boolean; reason?: string }) => outcome.reason ?? 'none';
  expect(reason(await b.auth.signIn({ email, password: 'wrong' }))).toBe('wrong_password');
  expect(reason(await b.auth.signUp({ email, password: 'hunter22' }))).toBe('already_registered');
  expect(reason(await b.auth.signUp({ email: 'x@example.org', password: '123' }))).toBe('password_too_short');
  expect(reason(await b.auth.signUp({ email: 'nonsense', password: 'hunter22' }))).toBe('bad_email');
  const nowhere = await openBrowser({ ...backend(), url: 'http://127.0.0.1:1' });
  expect(reason(await nowhere.auth.signIn({ email, password: 'hunter22' }))).toBe('unreachable');
  await nowhere.loop.syncNow();
  expect(nowhere.statuses.at(-1)?.problem?.reason).toBe('session_expired');
});

test('CLIENT-11 a login that was signed out of is worth nothing any more', async () => {
  const [a] = await person(1);
  const session = await a.connection.login();
  if (!session.ok) throw new Error('Nobody is signed in.');
  await a.auth.signOut();
  const thief = await openBrowser();
  const { refresh_token } = session.value;
  await expect
    .poll(
      async () => (await thief.connection.client().auth.refreshSession({ refresh_token })).error?.status,
      patience,
    )
    .toBe(400);
  await a.loop.syncNow();
  expect(a.statuses.at(-1)?.problem?.reason).toBe('session_expired');
});

test('CLIENT-12 a mailed code signs in, once; a wrong one and an unknown address have a reason each', async () => {
  const browser = await openBrowser();
  const email = `${randomUUID()}@example.org`;
  expect(await browser.auth.sendMail(email, false)).toMatchObject({ reason: 'unknown_email' });
  expect(await browser.auth.sendMail(email, true)).toEqual({ ok: true, value: null });
  expect(await browser.auth.enterProof(email, { code: '000000' })).toMatchObject({ reason: 'wrong_code' });
  const code = await mailedCode(email);
  expect(await browser.auth.enterProof(email, { code })).toMatchObject({ ok: true, value: { email } });
  const other = await openBrowser();
  expect(await other.auth.enterProof(email, { code })).toMatchObject({ reason: 'wrong_code' });
  await browser.ledger.record([newTask('By code')]);
  await browser.loop.syncNow();
  expect(browser.statuses.at(-1)?.link).toBe('synced');
});

test('CLIENT-12 a sign-up that has to be confirmed goes on with the code of its mail', async () => {
  const strict = await startAnother({ auth: { enable_confirmations: true } });
  const browser = await openBrowser(strict);
  const who = { email: `${randomUUID()}@example.org`, password: 'hunter22' };
  expect(await browser.auth.signUp(who)).toMatchObject({ reason: 'email_not_confirmed' });
  expect(await browser.auth.signIn(who)).toMatchObject({ reason: 'email_not_confirmed' });
  const mails = await fetch(`${strict.mail_url}?to=${who.email}`, {
    headers: { accept: 'application/json' },
  });
  const [{ code } = { code: '' }] = (await mails.json()) as { code: string }[];
  expect(await browser.auth.enterProof(who.email, { code })).toMatchObject({ ok: true });
  await browser.auth.signOut();
  expect(await browser.auth.signIn(who)).toMatchObject({ ok: true });
  await browser.close();
  await strict.stop();
});
