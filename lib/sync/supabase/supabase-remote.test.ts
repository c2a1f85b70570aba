import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fakeHintServer } from '../testing/fake-hint-server.ts';
import { fakeServer, loginJson } from '../testing/fake-server.ts';
import { connectTo, credentials, emptyReply } from '../testing/test-connection.ts';
import { createVirtualTime } from '../testing/virtual-time.ts';
import { createSupabaseRemote } from './supabase-remote.ts';

test('SYNC-45 a token that the server finds too old is renewed once, even if this clock finds it good', async () => {
  let refusals = 1;
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    'grant_type=refresh_token': () => Response.json(loginJson(3601)),
    '/rest/v1/rpc/sync': () =>
      refusals-- > 0
        ? Response.json({ code: 'PGRST303', message: 'JWT expired' }, { status: 401 })
        : Response.json(emptyReply),
  });
  const { auth, remote } = connectTo(fake);
  await auth.signIn(credentials);
  expect((await remote.sync(0, [])).ok).toBe(true);
  refusals = 2;
  expect(await remote.sync(0, [])).toMatchObject({
    ok: false,
    failure: { kind: 'server', reason: 'token_refused' },
  });
  expect(fake.calls.filter((call) => call.includes('refresh_token')).length).toBe(2);
});

test('SYNC-12 a key that the server no longer takes has its own reason and ends no login', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/rest/v1/rpc/sync': () => Response.json({ message: 'Invalid API key' }, { status: 401 }),
  });
  const { auth, remote, connection } = connectTo(fake);
  await auth.signIn(credentials);
  expect(await remote.sync(0, [])).toMatchObject({
    ok: false,
    failure: { kind: 'server', reason: 'wrong_key' },
  });
  expect((await connection.login()).ok).toBe(true);
});

test('SYNC-16 a row that cannot be encoded is refused here', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/rest/v1/rpc/sync': () => Response.json(emptyReply),
  });
  const { auth, remote } = connectTo(fake);
  await auth.signIn(credentials);
  const row = { id: 'laptop', name: 'x', platform: 'y', last_seen: NaN, removed_at: null };
  const result = await remote.sync(0, [{ table: 'devices', row }]);
  expect(result).toMatchObject({
    ok: true,
    value: { rejected: [{ table: 'devices', id: 'laptop', code: 'unwritable' }] },
  });
});

test('SYNC-35 a look is one small read of where the server stands, with the token renewed once', async () => {
  let refusals = 1;
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    'grant_type=refresh_token': () => Response.json(loginJson(3601)),
    '/rest/v1/sync_heads': () =>
      refusals-- > 0
        ? Response.json({ code: 'PGRST303', message: 'JWT expired' }, { status: 401 })
        : Response.json([{ head: 7, epoch: 'e' }]),
  });
  const { auth, remote } = connectTo(fake);
  await auth.signIn(credentials);
  expect(await remote.head()).toEqual({ ok: true, value: { head: 7, epoch: 'e' } });
  const [look] = fake.calls.slice(-1);
  expect(look).toMatch(/^\/rest\/v1\/sync_heads\?select=head(,|%2C)epoch$/);
});

test.each([
  ['nothing of the person', () => Response.json([]), { ok: true, value: null }],
  ['something else', () => Response.json([{ head: 'seven' }]), { ok: true, value: null }],
  ['no answer', () => new TypeError('Failed to fetch'), { ok: false, failure: { kind: 'offline' } }],
])('SYNC-35 a look that brings %s says so', async (_what, answer, expected) => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/rest/v1/sync_heads': answer,
  });
  const { auth, remote } = connectTo(fake);
  await auth.signIn(credentials);
  expect(await remote.head()).toMatchObject(expected);
});

test.each([
  { code: 'refresh_token_not_found', reason: 'session_expired' },
  { code: 'user_banned', reason: 'user_banned' },
  { code: 'user_not_found', reason: 'account_deleted' },
])('SYNC-45 whether a login is over is asked of Auth: $code', async ({ code, reason }) => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    'grant_type=refresh_token': () => Response.json({ error_code: code, msg: 'No.' }, { status: 400 }),
    '/rest/v1/rpc/sync': () => Response.json({ code: 'PT401', message: 'session_ended' }, { status: 401 }),
  });
  const { auth, remote } = connectTo(fake);
  await auth.signIn(credentials);
  expect(await remote.sync(0, [])).toMatchObject({ ok: false, failure: { kind: 'signed-out', reason } });
});

test('SYNC-62 a token from the future is sent again a little later, and is not renewed', async () => {
  const answers = [1, 2].map(() =>
    Response.json({ code: 'PGRST303', message: 'JWT issued at future' }, { status: 401 }),
  );
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/rest/v1/rpc/sync': () => answers.shift() ?? Response.json(emptyReply),
  });
  const { auth, remote, time } = connectTo(fake);
  await auth.signIn(credentials);
  const result = remote.sync(0, []);
  await expect.poll(() => time.due()).toEqual([1000]);
  time.pass(1000);
  await expect.poll(() => time.due()).toEqual([2000]);
  time.pass(2000);
  expect(await result).toMatchObject({ ok: true });
  expect(fake.calls.filter((call) => call.includes('refresh_token'))).toEqual([]);
});

test('SYNC-62 a clock that stays behind is a busy server, not the end of the login', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/rest/v1/rpc/sync': () =>
      Response.json({ code: 'PGRST303', message: 'JWT issued at future' }, { status: 401 }),
  });
  const { auth, remote, time } = connectTo(fake);
  await auth.signIn(credentials);
  const result = remote.sync(0, []);
  for (const wait of [1000, 2000, 4000]) {
    await expect.poll(() => time.due()).toEqual([wait]);
    time.pass(wait);
  }
  expect(await result).toMatchObject({ ok: false, failure: { kind: 'busy', reason: 'server_clock' } });
});

test('SYNC-64 the words for a refused row are cut', async () => {
  const refused = { table: 'tasks', id: 't', code: 'P0001', reason: 'x'.repeat(9000) };
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/rest/v1/rpc/sync': () => Response.json({ ...emptyReply, rejected: [refused] }),
  });
  const { auth, remote } = connectTo(fake);
  await auth.signIn(credentials);
  expect(await remote.sync(0, [])).toMatchObject({
    value: { rejected: [{ reason: `${'x'.repeat(299)}…` }] },
  });
});

test('SYNC-45 where the token cannot be renewed the call is not made again', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    'grant_type=refresh_token': () =>
      Response.json({ error_code: 'refresh_token_not_found', msg: 'Gone.' }, { status: 400 }),
    '/rest/v1/rpc/sync': () => Response.json({ code: 'PGRST303', message: 'JWT expired' }, { status: 401 }),
  });
  const { auth, remote } = connectTo(fake);
  await auth.signIn(credentials);
  expect(await remote.sync(0, [])).toMatchObject({ ok: false, failure: { kind: 'signed-out' } });
  expect(fake.calls.filter((call) => call.endsWith('/rpc/sync')).length).toBe(1);
});

test('SYNC-45 a call that arrives without its login is made again with a new token', async () => {
  const answers = [Response.json({ code: 'PT401', message: 'signed_out' }, { status: 401 })];
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    'grant_type=refresh_token': () => Response.json(loginJson(3601)),
    '/rest/v1/rpc/sync': () => answers.shift() ?? Response.json(emptyReply),
  });
  const { auth, remote } = connectTo(fake);
  await auth.signIn(credentials);
  expect((await remote.sync(0, [])).ok).toBe(true);
});

test('SYNC-33 an answer that is no reply is a failure of the server', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/rest/v1/rpc/sync': () => Response.json({ hello: 1 }),
  });
  const { auth, remote } = connectTo(fake);
  await auth.signIn(credentials);
  expect(await remote.sync(0, [])).toMatchObject({ ok: false, failure: { kind: 'server' } });
});

test('SYNC-6 a failure says how long the server asked to wait', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/rest/v1/rpc/sync': () =>
      Response.json({ message: 'Slow down.' }, { status: 429, headers: { 'Retry-After': '30' } }),
  });
  const { auth, remote } = connectTo(fake);
  await auth.signIn(credentials);
  expect(await remote.sync(0, [])).toMatchObject({
    ok: false,
    failure: { kind: 'busy', retry_after: 30_000 },
  });
});

test('SYNC-26 a second listener begins once the channel of the first is gone', async () => {
  const server = fakeHintServer();
  const time = createVirtualTime();
  const device = { id: 'd', name: 'Chrome', platform: 'Linux' };
  const remote = createSupabaseRemote({
    connection: server.connection,
    schedule: time.schedule,
    random: () => 0,
    device,
  });
  const nobody = { hint: () => undefined, up: () => undefined, down: () => undefined };
  const close = remote.listen(nobody);
  await server.joined();
  const go = server.holdNext('leave all');
  close();
  remote.listen(nobody);
  await setImmediate();
  expect(server.log.at(-1)).toBe('leave all');
  await go();
  await server.joined();
});
