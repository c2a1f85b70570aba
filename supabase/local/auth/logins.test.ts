import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuthRoom, password, type AuthRoom } from '../testing/auth-room.ts';

let room: AuthRoom;

beforeAll(async () => {
  room = await openAuthRoom();
});

afterAll(async () => {
  await room.close();
});

const newer = { 'X-Supabase-Api-Version': '2024-01-01' };

async function loginOf({ client }: { client: SupabaseClient }) {
  const { session } = (await client.auth.getSession()).data;
  return { token: session?.access_token ?? '', refresh_token: session?.refresh_token ?? '' };
}

const renew = (refresh_token: string) =>
  room.ask('POST', '/auth/v1/token?grant_type=refresh_token', { body: { refresh_token } });

describe('LOCAL-20 a refresh token', () => {
  it('used five times at once brings the same new one each time', async () => {
    const { refresh_token } = await loginOf(await room.somebody());
    const answers = await Promise.all(Array.from({ length: 5 }, () => renew(refresh_token)));
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
    const made = new Set(answers.map(({ body }) => body['refresh_token']));
    expect(made.size).toBe(1);
    expect(made.has(refresh_token)).toBe(false);
  });

  it('that is older is refused after ten seconds, and the login goes on', async () => {
    const first = (await loginOf(await room.somebody())).refresh_token;
    const second = String((await renew(first)).body['refresh_token']);
    const third = String((await renew(second)).body['refresh_token']);
    room.clock.ahead += 11_000;
    const { status, body } = await renew(first);
    expect([status, body['error_code']]).toEqual([400, 'refresh_token_already_used']);
    // The one before the last may be what a worker wrote down before it died.
    expect((await renew(second)).body['refresh_token']).toBe(third);
    expect((await renew(third)).status).toBe(200);
  });
});

describe('LOCAL-49 a login that is over', () => {
  it.each([
    ['ended', 403, 'session_not_found', 400, 'refresh_token_not_found'],
    ['deleted', 403, 'user_not_found', 400, 'refresh_token_not_found'],
    ['banned', 403, 'user_banned', 400, 'user_banned'],
  ])('is told so: %s', async (how, status, code, renewalStatus, renewalCode) => {
    const who = await room.somebody();
    const { token, refresh_token } = await loginOf(who);
    if (how === 'ended') await who.client.auth.signOut();
    if (how === 'deleted') await room.db`delete from auth.users where id = ${who.id}`;
    if (how === 'banned')
      await room.db`update auth.users set banned_until = now() + interval '1 year' where id = ${who.id}`;
    const asked = await room.ask('GET', '/auth/v1/user', { token });
    expect([asked.status, asked.body['error_code']]).toEqual([status, code]);
    const renewed = await renew(refresh_token);
    expect([renewed.status, renewed.body['error_code']]).toEqual([renewalStatus, renewalCode]);
    if (how !== 'banned') return;
    const { error } = await room.client().auth.signInWithPassword({ email: who.email, password });
    expect(error).toMatchObject({ status: 400, code: 'user_banned' });
  });
});

describe('LOCAL-44 an error', () => {
  it('has the form of the version of the API that the client names', async () => {
    const body = { email: `${randomUUID()}@b.example`, password: 'wrong' };
    const path = '/auth/v1/token?grant_type=password';
    const older = await room.ask('POST', path, { body });
    expect([older.status, older.body]).toEqual([
      400,
      { code: 400, error_code: 'invalid_credentials', msg: 'Invalid login credentials' },
    ]);
    const answer = await room.ask('POST', path, { body, headers: newer });
    expect([answer.status, answer.body]).toEqual([
      400,
      { code: 'invalid_credentials', message: 'Invalid login credentials' },
    ]);
    expect(answer.headers.get('X-Supabase-Api-Version')).toBe('2024-01-01');
  });

  it('says that a key is nobody, and that a text is no JSON', async () => {
    const { status, body } = await room.ask('GET', '/auth/v1/user', { headers: newer });
    expect([status, body['code']]).toEqual([403, 'bad_jwt']);
    const answer = await fetch(`${room.backend.url}/auth/v1/signup`, {
      method: 'POST',
      headers: { apikey: room.backend.publishable_key },
      body: '{',
    });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error_code: 'bad_json' }]);
  });

  it('is 404 where there is nothing, and 405 where there is something else', async () => {
    expect((await room.ask('GET', '/auth/v1/nothing')).status).toBe(404);
    expect((await room.ask('GET', '/auth/v1/signup')).status).toBe(405);
    expect((await room.ask('GET', '/auth/v1/nothing', { key: 'sb_publishable_elsewhere' })).status).toBe(401);
  });
});

describe('LOCAL-47 the times of Auth', () => {
  it('are those of RFC 3339', async () => {
    const { client } = await room.somebody();
    const { data } = await client.auth.getUser();
    const { created_at, updated_at, email_confirmed_at, last_sign_in_at } = data.user ?? {};
    for (const time of [created_at, updated_at, email_confirmed_at, last_sign_in_at])
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  });
});
