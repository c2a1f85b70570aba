import { setImmediate } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { adaId, fakeServer, loginJson } from '../testing/fake-server.ts';
import { connectTo, credentials, emptyReply, serverAddress } from '../testing/test-connection.ts';

test('SYNC-40 a login outlives the worker', async () => {
  const fake = fakeServer({ 'grant_type=password': () => Response.json(loginJson(3600)) });
  const { auth, storage } = connectTo(fake);
  expect(await auth.signIn(credentials)).toEqual({
    ok: true,
    value: { id: adaId, email: 'ada@example.org' },
  });
  const later = connectTo(fake, { storage });
  expect((await later.connection.login()).ok).toBe(true);
  expect(fake.calls.length).toBe(1);
});

test('SYNC-41 two servers never share a login', async () => {
  const fake = fakeServer({ 'grant_type=password': () => Response.json(loginJson(3600)) });
  const one = connectTo(fake, { server: { ...serverAddress, url: 'http://127.0.0.1:1000' } });
  await one.auth.signIn(credentials);
  const other = connectTo(fake, {
    server: { ...serverAddress, url: 'http://127.0.0.1:2000' },
    storage: one.storage,
  });
  expect((await other.connection.login()).ok).toBe(false);
});

test('SYNC-44 after an outage the login is renewed at the next call, not a minute later', async () => {
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

test('SYNC-46 a login that has ended is told from a server that is away', async () => {
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

test('SYNC-46 while nobody is signed in no call is made', async () => {
  const fake = fakeServer({});
  const { remote } = connectTo(fake);
  expect(await remote.sync(0, [])).toMatchObject({ ok: false, failure: { kind: 'signed-out' } });
  expect(fake.calls).toEqual([]);
});

test('SYNC-44 a renewal that takes over 8 s counts as offline', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(10)),
    'grant_type=refresh_token': () => Promise.withResolvers<Response>().promise,
  });
  const { auth, connection, time } = connectTo(fake);
  await auth.signIn(credentials);
  const failing = connection.login();
  expect(time.due()).toEqual([8000]);
  time.pass(8000);
  expect(await failing).toMatchObject({ ok: false, failure: { kind: 'offline' } });
});

test('SYNC-13 a call is given 15 s', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout');
  const { auth } = connectTo(fakeServer({ 'grant_type=password': () => Response.json(loginJson(10)) }));
  await auth.signIn(credentials);
  expect(timeout.mock.calls).toEqual([[15_000]]);
  timeout.mockRestore();
});

test('SYNC-27 the socket sends a heartbeat every 20 s, and onHeartbeat hears of each', () => {
  const told = vi.fn();
  const { connection } = connectTo(fakeServer({}), { onHeartbeat: told });
  const { realtime } = connection.client();
  expect(realtime.heartbeatIntervalMs).toBe(20_000);
  for (const status of ['sent', 'ok', 'timeout'] as const) realtime.heartbeatCallback(status);
  expect(told).toHaveBeenCalledTimes(1);
});

test('SYNC-44 once auth-js has given up, the next call renews the login with a new client', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  try {
    let isDown = true;
    const fake = fakeServer({
      'grant_type=password': () => Response.json(loginJson(10)),
      'grant_type=refresh_token': () =>
        isDown ? new TypeError('Failed to fetch') : Response.json(loginJson(3600)),
    });
    const { auth, connection } = connectTo(fake);
    await auth.signIn(credentials);
    // auth-js tries for half a minute before it gives up.
    const login = async () => {
      const result = connection.login();
      for (let second = 0; second < 40; second += 1) {
        await setImmediate();
        await vi.advanceTimersByTimeAsync(1000);
      }
      return result;
    };
    expect(await login()).toMatchObject({ ok: false, failure: { kind: 'offline' } });
    isDown = false;
    expect((await login()).ok).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

test('SYNC-44 a login is renewed by calls only, not by a timer', async () => {
  const interval = vi.spyOn(globalThis, 'setInterval');
  const { auth } = connectTo(fakeServer({ 'grant_type=password': () => Response.json(loginJson(10)) }));
  await auth.signIn(credentials);
  await setImmediate();
  expect(interval).not.toHaveBeenCalled();
  interval.mockRestore();
});

test('SYNC-47 forgetting the login closes the channels and replaces the client', async () => {
  const { connection } = connectTo(fakeServer({}));
  const old = connection.client();
  const closed = vi.spyOn(old, 'removeAllChannels');
  const disposed = vi.spyOn(old.auth, 'dispose');
  await connection.leaveLogin();
  expect(closed).toHaveBeenCalledTimes(1);
  expect(disposed).toHaveBeenCalledTimes(1);
  expect(connection.client()).not.toBe(old);
});

test('SYNC-43 a renewal that a paused project answers says so, and the login goes on', async () => {
  let isPaused = true;
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(10)),
    'grant_type=refresh_token': () =>
      isPaused ? new Response('<h1>Paused</h1>', { status: 540 }) : Response.json(loginJson(3600)),
    '/rest/v1/rpc/sync': () => Response.json(emptyReply),
  });
  const { auth, remote, time } = connectTo(fake);
  await auth.signIn(credentials);
  const failing = remote.sync(0, []);
  await expect.poll(() => fake.calls.length).toBeGreaterThan(2);
  time.pass(10_000);
  expect(await failing).toMatchObject({ failure: { kind: 'server', reason: 'project_paused' } });
  isPaused = false;
  expect(await remote.sync(0, [])).toMatchObject({ ok: true });
});

test('SYNC-43 a token that is over here is none where another worker has renewed the login', async () => {
  const renewed = JSON.stringify({ ...loginJson(3600), refresh_token: 'newer', expires_at: 4_000_000_000 });
  const { storage, auth, connection } = connectTo(
    fakeServer({
      'grant_type=password': () => Response.json(loginJson(3600)),
      'grant_type=refresh_token': () => {
        for (const key of storage.kept.keys()) storage.kept.set(key, renewed);
        return Response.json({ error_code: 'refresh_token_already_used', msg: 'Used.' }, { status: 400 });
      },
    }),
  );
  await auth.signIn(credentials);
  expect(await connection.renewLogin()).toMatchObject({ ok: true, value: { refresh_token: 'newer' } });
});
