import { createHash, randomBytes } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBackend, type Backend } from '../../local/backend.ts';
import { connect, type Database } from '../../local/connect.ts';
import { freshDatabase, type FreshDatabase } from '../../local/testing/fresh-database.ts';

const origin = 'chrome-extension://abcdefghijklmnop';

let database: FreshDatabase;
let backend: Backend;
let db: Database;

beforeAll(async () => {
  database = await freshDatabase();
  backend = await startBackend({ db: database.url, functions: true });
  db = connect(database.url);
});

afterAll(async () => {
  await db?.end();
  await backend?.stop();
  await database?.drop();
});

const newClient = () =>
  createClient(backend.url, backend.publishable_key, {
    auth: { persistSession: false, autoRefreshToken: false },
  });

let people = 0;

/** Somebody who is signed in by password, and the secret of a setup code that they show. */
async function showsCode() {
  const email = `person-${(people += 1)}@pair.example`;
  const client = newClient();
  const { data, error } = await client.auth.signUp({ email, password: 'correct horse' });
  if (error || !data.user) throw error ?? new Error('Nobody signed up.');
  const secret = randomBytes(32).toString('base64url');
  const secret_hash = createHash('sha256').update(secret).digest('hex');
  const offered = await client.rpc('offer_setup_code', { secret_hash });
  if (offered.error) throw offered.error;
  const follow = async () => (await client.rpc('follow_setup_code', { secret_hash })).data as unknown;
  return { id: data.user.id, email, client, secret, secret_hash, follow };
}

interface Given {
  email: string;
  secret: string;
}

interface Call {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

const ask = (init: Call = {}, name = 'pair') =>
  fetch(`${backend.url}/functions/v1/${name}`, {
    ...init,
    headers: { apikey: backend.publishable_key, 'Content-Type': 'application/json', ...init.headers },
  });

const redeem = ({ email, secret }: Given, headers: Record<string, string> = {}) =>
  ask({
    method: 'POST',
    headers,
    body: JSON.stringify({ secret, address: email, device: 'Firefox · Linux' }),
  });

const accounts = async () => {
  const [row] = await db<{ count: number }[]>`select count(*)::integer as count from auth.users`;
  return row?.count;
};

const over = { code: 'setup_code_over', message: 'This setup code is not good, or not any more.' };

describe('DB-80 pair', () => {
  test('gives a login of its own for a secret, once, and the first browser is told', async () => {
    const shown = await showsCode();
    const response = await redeem(shown);
    const { refresh_token, ...more } = (await response.json()) as { refresh_token: string };
    expect([response.status, more]).toEqual([200, {}]);
    const client = newClient();
    const { data } = await client.auth.refreshSession({ refresh_token });
    expect(data.user).toMatchObject({ id: shown.id, email: shown.email });
    expect(await shown.follow()).toEqual({ state: 'used', used_by: 'Firefox · Linux' });
    expect((await shown.client.auth.getUser()).data.user?.id).toBe(shown.id);
    const again = await redeem(shown);
    expect([again.status, await again.json()]).toEqual([403, over]);
  });

  test('makes a mailed code void only where a secret was redeemed', async () => {
    const shown = await showsCode();
    await db`update auth.users set recovery_token = 'a mailed one' where id = ${shown.id}`;
    await redeem({ ...shown, secret: randomBytes(32).toString('base64url') });
    const [row] = await db`select recovery_token from auth.users where id = ${shown.id}`;
    expect(row).toMatchObject({ recovery_token: 'a mailed one' });
  });

  test('gives a login that proves no address: nobody claims an account with it', async () => {
    const shown = await showsCode();
    const { refresh_token } = (await (await redeem(shown)).json()) as { refresh_token: string };
    const client = newClient();
    await client.auth.refreshSession({ refresh_token });
    expect((await client.rpc('other_ways_in')).data).toEqual({ open: false });
    expect((await client.rpc('claim_account', { keep: true })).error).toMatchObject({ code: 'PT409' });
  });

  test.each<[string, (shown: Awaited<ReturnType<typeof showsCode>>) => PromiseLike<unknown>]>([
    ['guessed', (shown) => Promise.resolve(Object.assign(shown, { secret: 'g'.repeat(43) }))],
    [
      'of another address',
      (shown) => Promise.resolve(Object.assign(shown, { email: 'nobody@pair.example' })),
    ],
    ['taken back', ({ client, secret_hash }) => client.rpc('revoke_setup_code', { secret_hash })],
    ['of a login that has ended', ({ client }) => client.auth.signOut()],
    ['of an account that was deleted', ({ client }) => client.rpc('delete_account')],
    [
      'of an account that was banned',
      ({ id }) => db`update auth.users set banned_until = now() + interval '1 day' where id = ${id}`,
    ],
    [
      'that is too old',
      ({ id }) =>
        db`update baton.setup_codes set made_at = now() - interval '5 minutes' where user_id = ${id}`,
    ],
  ])('refuses a secret %s like any other, and makes no account', async (_, happens) => {
    const shown = await showsCode();
    await happens(shown);
    const before = await accounts();
    const response = await redeem(shown);
    expect([response.status, await response.json()]).toEqual([403, over]);
    expect(await accounts()).toBe(before);
  });

  test('refuses who guesses too often', async () => {
    const shown = await showsCode();
    await db`delete from baton.setup_code_guesses`;
    for (let guess = 0; guess < 10; guess += 1)
      expect((await redeem({ ...shown, secret: randomBytes(32).toString('base64url') })).status).toBe(403);
    const response = await redeem(shown);
    expect(response.status).toBe(429);
    expect(await response.json()).toMatchObject({ code: 'over_request_rate_limit' });
    await db`delete from baton.setup_code_guesses`;
    expect((await redeem(shown)).status).toBe(200);
  });
});

describe('DB-81 who is answered', () => {
  test('pages of extensions, with what a browser asks before', async () => {
    const asked = { Origin: origin, 'Access-Control-Request-Headers': 'apikey,content-type' };
    const before = await ask({ method: 'OPTIONS', headers: asked });
    expect(before.status).toBe(204);
    expect(before.headers.get('Access-Control-Allow-Origin')).toBe(origin);
    expect(before.headers.get('Access-Control-Allow-Headers')).toContain('apikey');
    for (const Origin of [origin, 'moz-extension://8d9a1b5c-0000-4000-8000-000000000000']) {
      const there = await ask({ headers: { Origin } });
      expect([there.headers.get('Access-Control-Allow-Origin'), await there.json()]).toEqual([
        Origin,
        { pair: 1 },
      ]);
    }
  });

  test.each(['https://evil.example', 'null', 'https://chrome-extension.example', 'http://localhost'])(
    'no website, and its call does nothing: %s',
    async (Origin) => {
      const shown = await showsCode();
      const response = await redeem(shown, { Origin });
      expect(response.status).toBe(403);
      expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
      expect(await shown.follow()).toMatchObject({ state: 'open' });
    },
  );

  test.each<[string, number, Call]>([
    ['no JSON', 400, { method: 'POST', body: '{' }],
    ['another form', 400, { method: 'POST', body: '[]' }],
    ['a short secret', 400, { method: 'POST', body: '{"secret":"a","address":"a@b","device":"c"}' }],
    [
      'an address of two lines',
      400,
      { method: 'POST', body: JSON.stringify({ secret: 's'.repeat(43), address: 'a\n@b', device: 'c' }) },
    ],
    ['too much', 400, { method: 'POST', body: ' '.repeat(5000) }],
    ['another method', 405, { method: 'DELETE' }],
  ])('a call with %s gets %i and a code', async (_, status, init) => {
    const response = await ask(init);
    expect(response.status).toBe(status);
    expect(Object.keys((await response.json()) as object)).toEqual(['code', 'message']);
  });
});

describe('LOCAL-60 Edge Functions', () => {
  test('are those of the folder: others are not there', async () => {
    const response = await ask({}, 'other');
    expect([response.status, await response.json()]).toEqual([
      404,
      { code: 'NOT_FOUND', message: 'Requested function was not found' },
    ]);
  });
});
