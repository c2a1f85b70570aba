import { randomUUID } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend, type Backend } from '../backend.ts';
import { connect, type Database } from '../connect.ts';
import { freshDatabase, type FreshDatabase } from '../testing/fresh-database.ts';
import { noMigrations } from '../testing/no-migrations.ts';

/* What Auth says of accounts and logins, as in hosted projects. */

const password = 'correct horse';
let open: FreshDatabase;
let strict: FreshDatabase;
let here: Backend;
let confirming: Backend;
let db: Database;
let strictDb: Database;

beforeAll(async () => {
  open = await freshDatabase({ migrated: false });
  strict = await freshDatabase({ migrated: false });
  here = await startBackend({ db: open.url, migrations: noMigrations });
  confirming = await startBackend({
    db: strict.url,
    migrations: noMigrations,
    auth: { enable_confirmations: true, max_frequency: 0 },
  });
  db = connect(open.url);
  strictDb = connect(strict.url);
});

afterAll(async () => {
  await Promise.all([db.end(), strictDb.end(), here.stop(), confirming.stop()]);
  await Promise.all([open.drop(), strict.drop()]);
});

const newAddress = () => `${randomUUID()}@b.example`;

function clientOf({ url, publishable_key }: Backend) {
  return createClient(url, publishable_key, { auth: { persistSession: false, autoRefreshToken: false } });
}

async function codeFor({ mail_url }: Backend, email: string) {
  const answer = await fetch(`${mail_url}?to=${encodeURIComponent(email)}`);
  const mails = (await answer.json()) as { code: string }[];
  return { token: mails[0]?.code ?? 'no mail', count: mails.length };
}

function claimsIn(token = '') {
  const part = token.split('.')[1] ?? '';
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
}

describe('LOCAL-33 an access token', () => {
  it('has the claims of the real one, also after it was renewed', async () => {
    const client = clientOf(here);
    const email = newAddress();
    const signedUp = await client.auth.signUp({ email, password, options: { data: { username: 'zoë' } } });
    const first = claimsIn(signedUp.data.session?.access_token);
    const now = Math.floor(Date.now() / 1000);
    expect(first).toEqual({
      iss: `${here.url}/auth/v1`,
      sub: signedUp.data.user?.id,
      aud: 'authenticated',
      exp: (first['iat'] as number) + 3600,
      iat: expect.any(Number) as unknown,
      email,
      phone: '',
      app_metadata: { provider: 'email', providers: ['email'] },
      user_metadata: expect.objectContaining({ username: 'zoë', email }) as unknown,
      role: 'authenticated',
      aal: 'aal1',
      amr: [{ method: 'password', timestamp: expect.any(Number) as unknown }],
      session_id: expect.any(String) as unknown,
      is_anonymous: false,
    });
    expect(Math.abs((first['iat'] as number) - now)).toBeLessThan(60);
    const renewed = await client.auth.refreshSession();
    const second = claimsIn(renewed.data.session?.access_token);
    expect(second).toEqual({ ...first, iat: second['iat'], exp: second['exp'] });
    expect((await client.auth.getUser()).data.user?.email).toBe(email);
  });

  it('says how the login was proven, and so does the database', async () => {
    const client = clientOf(here);
    const email = newAddress();
    await client.auth.signInWithOtp({ email });
    const { token } = await codeFor(here, email);
    const { data } = await client.auth.verifyOtp({ email, token, type: 'email' });
    const { amr, session_id } = claimsIn(data.session?.access_token);
    expect(amr).toEqual([{ method: 'otp', timestamp: expect.any(Number) as unknown }]);
    const kept = await db`
      select authentication_method as method from auth.mfa_amr_claims where session_id = ${String(session_id)}`;
    expect([...kept]).toEqual([{ method: 'otp' }]);
    await client.auth.signOut();
    expect(await db`select from auth.mfa_amr_claims where session_id = ${String(session_id)}`).toHaveLength(
      0,
    );
  });
});

describe('LOCAL-34 where new accounts are confirmed', () => {
  it('a second sign-up mails again and keeps the first password', async () => {
    const email = newAddress();
    const first = await clientOf(confirming).auth.signUp({ email, password: 'the first one' });
    const second = await clientOf(confirming).auth.signUp({ email, password });
    expect([second.error, second.data.session]).toEqual([null, null]);
    expect(second.data.user?.id).toBe(first.data.user?.id);
    expect(second.data.user?.identities).toHaveLength(1);
    const { token, count } = await codeFor(confirming, email);
    expect(count).toBe(2);
    const client = clientOf(confirming);
    expect((await client.auth.verifyOtp({ email, token, type: 'email' })).error).toBeNull();
    expect((await client.auth.signInWithPassword({ email, password })).error?.code).toBe(
      'invalid_credentials',
    );
    expect((await client.auth.signInWithPassword({ email, password: 'the first one' })).error).toBeNull();
  });

  it('a sign-up with an address that is confirmed is answered with somebody made up, and mails nothing', async () => {
    const email = newAddress();
    await clientOf(confirming).auth.signUp({ email, password });
    const { token } = await codeFor(confirming, email);
    const real = await clientOf(confirming).auth.verifyOtp({ email, token, type: 'email' });
    const { data, error } = await clientOf(confirming).auth.signUp({ email, password });
    expect([error, data.session, data.user?.identities]).toEqual([null, null, []]);
    expect(data.user?.id).not.toBe(real.data.user?.id);
    expect((await codeFor(confirming, email)).count).toBe(1);
  });

  it('only the right password is told that the address is not confirmed', async () => {
    const email = newAddress();
    const { auth } = clientOf(confirming);
    await auth.signUp({ email, password });
    expect((await auth.signInWithPassword({ email, password })).error?.code).toBe('email_not_confirmed');
    expect((await auth.signInWithPassword({ email, password: 'wrong one' })).error?.code).toBe(
      'invalid_credentials',
    );
  });

  it('who asks for a code has no login and no confirmed address before it was typed', async () => {
    const email = newAddress();
    await clientOf(confirming).auth.signInWithOtp({ email });
    const found = await strictDb`
      select email_confirmed_at, (select count(*)::int from auth.sessions s where s.user_id = u.id) as logins
      from auth.users u where email = ${email}`;
    expect([...found]).toEqual([{ email_confirmed_at: null, logins: 0 }]);
    const { token } = await codeFor(confirming, email);
    const verified = await clientOf(confirming).auth.verifyOtp({ email, token, type: 'email' });
    expect(verified.data.user?.email_confirmed_at).toBeTruthy();
  });
});

describe('LOCAL-35 a new password', () => {
  it('ends the other logins', async () => {
    const email = newAddress();
    const [first, second] = [clientOf(here), clientOf(here)];
    await first.auth.signUp({ email, password });
    await second.auth.signInWithPassword({ email, password });
    expect((await second.auth.updateUser({ password: 'another one' })).error).toBeNull();
    expect((await first.auth.refreshSession()).error?.code).toBe('refresh_token_not_found');
    expect((await second.auth.refreshSession()).error).toBeNull();
  });
});

describe('LOCAL-36 a name that cannot be stored', () => {
  it.each([String.raw`\u0000`, String.raw`\ud83d`])('is refused in a sentence: %s', async (sign) => {
    const body = `{"email":"${newAddress()}","password":"${password}","data":{"username":"a${sign}b"}}`;
    const answer = await fetch(`${here.url}/auth/v1/signup`, {
      method: 'POST',
      headers: { apikey: here.publishable_key },
      body,
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error_code: 'validation_failed',
      msg: expect.stringContaining('cannot be stored') as unknown,
    });
  });
});
