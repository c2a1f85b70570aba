import { expect, test } from 'vitest';
import { fakeServer, loginJson } from '../testing/fake-server.ts';
import { connectTo, credentials, emptyReply, serverAddress } from '../testing/test-connection.ts';

test('SYNC-34 a login is kept over lives of the worker', async () => {
  const fake = fakeServer({ 'grant_type=password': () => Response.json(loginJson(3600)) });
  const { auth, storage } = connectTo(fake);
  expect(await auth.signIn(credentials)).toEqual({
    ok: true,
    value: { id: 'ada', email: 'ada@example.org' },
  });
  const later = connectTo(fake, { storage });
  expect((await later.connection.login()).ok).toBe(true);
  expect(fake.calls.length).toBe(1);
});

test('SYNC-39 two servers never share a login', async () => {
  const fake = fakeServer({ 'grant_type=password': () => Response.json(loginJson(3600)) });
  const one = connectTo(fake, { server: { ...serverAddress, url: 'http://127.0.0.1:1000' } });
  await one.auth.signIn(credentials);
  const other = connectTo(fake, {
    server: { ...serverAddress, url: 'http://127.0.0.1:2000' },
    storage: one.storage,
  });
  expect((await other.connection.login()).ok).toBe(false);
});

test('SYNC-35 after an outage the login is renewed at the next call, not a minute later', async () => {
  let isDown = true;
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(10)),
    'grant_type=refresh_token': () =>
      isDown ? new TypeError('Failed to fetch') : Response.json(loginJson(3600)),
    '/rest/v1/rpc/sync': () => Response.json(emptyReply),
  });
  const { auth, remote, time } = connectTo(fake);
  await auth.signIn(credentials);
  const failing = remote.sync(0, []);
  await expect.poll(() => fake.calls.length).toBeGreaterThan(2);
  time.pass(10_000);
  expect(await failing).toMatchObject({ ok: false, failure: { kind: 'offline' } });
  isDown = false;
  expect(await remote.sync(0, [])).toMatchObject({ ok: true, value: { cursor: 3 } });
});

test('SYNC-37 a login that has ended is told from a server that is away', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(-10)),
    'grant_type=refresh_token': () =>
      Response.json({ error_code: 'refresh_token_not_found', msg: 'Invalid Refresh Token' }, { status: 400 }),
  });
  const { auth, remote } = connectTo(fake);
  await auth.signIn(credentials);
  expect(await remote.sync(0, [])).toMatchObject({
    ok: false,
    failure: { kind: 'signed-out', reason: 'session_expired' },
  });
});

test('SYNC-37 nobody signed in makes no call', async () => {
  const fake = fakeServer({});
  const { remote } = connectTo(fake);
  expect(await remote.sync(0, [])).toMatchObject({ ok: false, failure: { kind: 'signed-out' } });
  expect(fake.calls).toEqual([]);
});
