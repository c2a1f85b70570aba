import { expect, test } from 'vitest';
import { createAuth } from './auth.ts';
import { createConnection, type ConnectionDeps } from './connection.ts';
import { createSupabaseRemote } from './supabase-remote.ts';
import { fakeServer, memoryStorage, sessionJson, type FakeServer } from '../testing/fake-server.ts';
import { createVirtualTime } from '../testing/virtual-time.ts';

const server = { url: 'https://x.test', key: 'sb_publishable_x' };
const who = { email: 'ada@example.org', password: 'hunter22' };
const reply = {
  head: 3,
  rows: [],
  more: false,
  cursor: 3,
  rejected: [],
  server_time: '2026-11-22T22:00:00+00:00',
  epoch: 'e',
};

function connectionTo(fake: FakeServer, deps: Partial<ConnectionDeps> = {}) {
  const time = createVirtualTime();
  const storage = memoryStorage();
  const connection = createConnection({
    server,
    storage,
    fetch: fake.fetch,
    schedule: time.schedule,
    ...deps,
  });
  const device = { id: 'd', name: 'Chrome', platform: 'Linux' };
  const remote = createSupabaseRemote({ connection, schedule: time.schedule, random: () => 0.5, device });
  return { connection, storage, time, auth: createAuth(connection), remote };
}

test('SYNC-34 a login is kept over lives of the worker', async () => {
  const fake = fakeServer({ 'grant_type=password': () => Response.json(sessionJson(3600)) });
  const { auth, storage } = connectionTo(fake);
  expect(await auth.signIn(who)).toEqual({ ok: true, value: { id: 'ada', email: 'ada@example.org' } });
  const later = connectionTo(fake, { storage });
  expect((await later.connection.session()).ok).toBe(true);
  expect(fake.calls.length).toBe(1);
});

test('SYNC-35 after an outage the login is renewed at the next call, not a minute later', async () => {
  let isDown = true;
  const fake = fakeServer({
    'grant_type=password': () => Response.json(sessionJson(10)),
    'grant_type=refresh_token': () =>
      isDown ? new TypeError('Failed to fetch') : Response.json(sessionJson(3600)),
    '/rest/v1/rpc/sync': () => Response.json(reply),
  });
  const { auth, remote, time } = connectionTo(fake);
  await auth.signIn(who);
  const failing = remote.sync(0, []);
  await expect.poll(() => fake.calls.length).toBeGreaterThan(2);
  time.pass(10_000);
  expect(await failing).toMatchObject({ ok: false, failure: { kind: 'offline' } });
  isDown = false;
  expect(await remote.sync(0, [])).toMatchObject({ ok: true, value: { cursor: 3 } });
});

test('SYNC-36 a token that the server finds too old is renewed once, whatever the clock here says', async () => {
  let refusals = 1;
  const fake = fakeServer({
    'grant_type=password': () => Response.json(sessionJson(3600)),
    'grant_type=refresh_token': () => Response.json(sessionJson(3601)),
    '/rest/v1/rpc/sync': () =>
      refusals-- > 0
        ? Response.json({ code: 'PGRST303', message: 'JWT expired' }, { status: 401 })
        : Response.json(reply),
  });
  const { auth, remote } = connectionTo(fake);
  await auth.signIn(who);
  expect((await remote.sync(0, [])).ok).toBe(true);
  refusals = 2;
  expect(await remote.sync(0, [])).toMatchObject({ ok: false, failure: { kind: 'signed-out' } });
  expect(fake.calls.filter((call) => call.includes('refresh_token')).length).toBe(2);
});

test('SYNC-30 a key that is not taken any more is told as such, and costs no login', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(sessionJson(3600)),
    '/rest/v1/rpc/sync': () => Response.json({ message: 'Invalid API key' }, { status: 401 }),
  });
  const { auth, remote, connection } = connectionTo(fake);
  await auth.signIn(who);
  expect(await remote.sync(0, [])).toMatchObject({
    ok: false,
    failure: { kind: 'server', reason: 'wrong_key' },
  });
  expect((await connection.session()).ok).toBe(true);
});

test('SYNC-37 a login that has ended is told from a server that is away', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(sessionJson(-10)),
    'grant_type=refresh_token': () =>
      Response.json({ error_code: 'refresh_token_not_found', msg: 'Invalid Refresh Token' }, { status: 400 }),
  });
  const { auth, remote } = connectionTo(fake);
  await auth.signIn(who);
  expect(await remote.sync(0, [])).toMatchObject({
    ok: false,
    failure: { kind: 'signed-out', reason: 'session_expired' },
  });
});

test('SYNC-37 nobody signed in makes no call', async () => {
  const fake = fakeServer({});
  const { remote } = connectionTo(fake);
  expect(await remote.sync(0, [])).toMatchObject({ ok: false, failure: { kind: 'signed-out' } });
  expect(fake.calls).toEqual([]);
});

test('SYNC-38 signing out works without the server, and leaves nothing', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(sessionJson(3600)),
    '/logout': () => new TypeError('Failed to fetch'),
  });
  const { auth, storage, connection } = connectionTo(fake);
  await auth.signIn(who);
  await auth.signOut();
  expect([...storage.kept.keys()]).toEqual([]);
  expect((await connection.session()).ok).toBe(false);
});

test('SYNC-38 the server ends the login, too, where it can be reached', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(sessionJson(3600)),
    '/logout': () => new Response(null, { status: 204 }),
  });
  const { auth } = connectionTo(fake);
  await auth.signIn(who);
  await auth.signOut();
  expect(fake.calls.at(-1)).toBe('/auth/v1/logout?scope=local');
});

test('SYNC-39 two servers never share a login', async () => {
  const fake = fakeServer({ 'grant_type=password': () => Response.json(sessionJson(3600)) });
  const one = connectionTo(fake, { server: { ...server, url: 'http://127.0.0.1:1000' } });
  await one.auth.signIn(who);
  const other = connectionTo(fake, {
    server: { ...server, url: 'http://127.0.0.1:2000' },
    storage: one.storage,
  });
  expect((await other.connection.session()).ok).toBe(false);
});

test('SYNC-6 a row that cannot be written is refused by itself', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(sessionJson(3600)),
    '/rest/v1/rpc/sync': () => Response.json(reply),
  });
  const { auth, remote } = connectionTo(fake);
  await auth.signIn(who);
  const row = { id: 'laptop', name: 'x', platform: 'y', last_seen: NaN, removed_at: null };
  const result = await remote.sync(0, [{ table: 'devices', row }]);
  expect(result).toMatchObject({
    ok: true,
    value: { rejected: [{ table: 'devices', id: 'laptop', code: 'unwritable' }] },
  });
});

test.each([
  { answer: { id: 'x', identities: [], aud: 'authenticated' }, reason: 'already_registered' },
  { answer: { id: 'x', identities: [{}], aud: 'authenticated' }, reason: 'email_not_confirmed' },
])('SYNC-30 a sign-up that brings no login: $reason', async ({ answer, reason }) => {
  const { auth } = connectionTo(fakeServer({ '/signup': () => Response.json(answer) }));
  expect(await auth.signUp(who)).toMatchObject({ ok: false, reason });
});

test('SYNC-42 a mailed code leaves nothing on this machine but the login that it brings', async () => {
  const fake = fakeServer({
    '/auth/v1/otp': () => Response.json({}),
    '/auth/v1/verify': () => Response.json(sessionJson(3600)),
  });
  const { auth, storage } = connectionTo(fake);
  expect(await auth.sendCode(who.email, false)).toEqual({ ok: true, value: null });
  expect([...storage.kept.keys()]).toEqual([]);
  expect(await auth.enterCode(who.email, '123456')).toMatchObject({ ok: true, value: { id: 'ada' } });
  expect([...storage.kept.keys()]).toEqual(['session https://x.test']);
});

test('SYNC-42 a mail is bound to a verifier that nobody has, so its link signs nobody in', async () => {
  const fake = fakeServer({ '/auth/v1/otp': () => Response.json({}) });
  const sent: unknown[] = [];
  const { auth } = connectionTo(fake, {
    fetch(input, init) {
      if (typeof init?.body === 'string') sent.push(JSON.parse(init.body));
      return fake.fetch(input, init);
    },
  });
  await auth.sendCode(who.email, false);
  expect(sent).toMatchObject([
    { code_challenge: expect.stringMatching(/^.{43}$/) as string, code_challenge_method: 's256' },
  ]);
});
