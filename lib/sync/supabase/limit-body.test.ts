import { expect, test } from 'vitest';
import { fakeServer, loginJson } from '../testing/fake-server.ts';
import { connectTo, credentials } from '../testing/test-connection.ts';
import { largestAnswer, largestOther, limitBody } from './limit-body.ts';

/** A body that never ends, and how much of it was taken. */
function endless() {
  const state = { sent: 0, isCancelled: false };
  const chunk = new Uint8Array(256 * 1024).fill(32);
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      state.sent += chunk.byteLength;
      controller.enqueue(chunk);
    },
    cancel() {
      state.isCancelled = true;
    },
  });
  return { state, body };
}

const json = { 'Content-Type': 'application/json' };

test.each([
  ['https://x.test/rest/v1/rpc/sync', largestAnswer],
  ['https://x.test/auth/v1/token', largestOther],
])('SYNC-80 an answer of %s that does not end is given up at its limit', async (address, most) => {
  const { state, body } = endless();
  const fetch = limitBody(() => Promise.resolve(new Response(body, { headers: json })));
  await expect((await fetch(address)).text()).rejects.toThrow('too large');
  expect(state.isCancelled).toBe(true);
  expect(state.sent).toBeLessThan(most + 4 * 1024 * 1024);
});

test('SYNC-80 an answer that says that it is too large is not read at all', async () => {
  const { state, body } = endless();
  const headers = { ...json, 'Content-Length': String(largestAnswer + 1) };
  const fetch = limitBody(() => Promise.resolve(new Response(body, { headers })));
  await expect(fetch('https://x.test/rest/v1/rpc/sync')).rejects.toThrow('too large');
  expect(state.isCancelled).toBe(true);
});

test('SYNC-80 other answers stay as they are', async () => {
  const given = [
    new Response(null, { status: 204 }),
    Response.json({ a: 1 }, { status: 409, headers: { 'Retry-After': '3' } }),
  ];
  const fetch = limitBody(() => Promise.resolve(given.shift() ?? new Response()));
  expect((await fetch('https://x.test/rest/v1/a')).status).toBe(204);
  const second = await fetch('https://x.test/rest/v1/a');
  expect([second.status, second.headers.get('Retry-After'), await second.json()]).toEqual([
    409,
    '3',
    { a: 1 },
  ]);
});

test('SYNC-80 an answer without an end is told as what it is, and is not taken for a server that is away', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/rest/v1/rpc/sync': () => new Response('{}', { headers: { ...json, 'Content-Length': '1e12' } }),
  });
  const { auth, remote } = connectTo(fake);
  await auth.signIn(credentials);
  expect(await remote.sync(0, [])).toMatchObject({
    ok: false,
    failure: { kind: 'server', detail: expect.stringContaining('too large') as string },
  });
});

test.each(['99999999999', '1e300', '-5', 'tomorrow'])(
  'SYNC-81 a look is one call, whatever wait the server asks for: %s',
  async (wait) => {
    const fake = fakeServer({
      'grant_type=password': () => Response.json(loginJson(3600)),
      '/rest/v1/sync_heads': () =>
        Response.json({ message: 'x' }, { status: 503, headers: { 'Retry-After': wait } }),
    });
    const { auth, remote } = connectTo(fake);
    await auth.signIn(credentials);
    const looked = await remote.head();
    expect(looked.ok ? null : (looked.failure.retry_after ?? 0)).toBeLessThanOrEqual(600_000);
    expect(fake.calls.filter((call) => call.includes('sync_heads')).length).toBe(1);
  },
);

test('SYNC-80 an answer without content stays one, also where the browser gives it an empty body', async () => {
  const given = new Response(null, { status: 204 });
  Object.defineProperty(given, 'body', { value: new ReadableStream() });
  const fetch = limitBody(() => Promise.resolve(given));
  expect((await fetch('https://x.test/rest/v1/rpc/claim_account')).status).toBe(204);
});
