import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeServer } from '../testing/fake-server.ts';
import { connectTo, credentials } from '../testing/test-connection.ts';
import { probeProviders } from './probe-providers.ts';
import { probeServer } from './probe-server.ts';

/** Sends everything on to the other server, which keeps what it gets. */
let one: Server;
let other: Server;
const got: { path: string | undefined; apikey: string | string[] | undefined; body: string }[] = [];
let status = 307;

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  other = createServer((asked, answer) => {
    let body = '';
    asked.on('data', (part: Buffer) => (body += part.toString()));
    asked.on('end', () => {
      got.push({ path: asked.url, apikey: asked.headers['apikey'], body });
      answer.setHeader('Content-Type', 'application/json').end('{"external":{"github":true}}');
    });
  });
  one = createServer((asked, answer) => {
    asked.resume();
    answer.writeHead(status, { Location: `${addressOf(other)}${asked.url}` }).end();
  });
  for (const server of [one, other])
    await new Promise<void>((listening) => {
      server.listen(0, '127.0.0.1', listening);
    });
});

afterAll(() => {
  for (const server of [one, other]) {
    server.close();
    server.closeAllConnections();
  }
});

test.each([301, 302, 303, 307, 308])('SYNC-72 nothing that is sent follows a %i', async (given) => {
  status = given;
  got.length = 0;
  const server = { url: addressOf(one), key: 'sb_publishable_x' };
  const { auth } = connectTo(fakeServer({}), { server, fetch: (input, init) => fetch(input, init) });
  expect(await auth.signIn(credentials)).toMatchObject({ ok: false, reason: 'redirected' });
  expect(await auth.signUp(credentials)).toMatchObject({ ok: false, reason: 'redirected' });
  expect(await probeProviders(server, fetch)).toEqual([]);
  expect(got).toEqual([]);
});

test('SYNC-72 the connection test says where the server sends to, and asks there without the key', async () => {
  status = 307;
  got.length = 0;
  const server = { url: `${addressOf(one)}/`, key: 'sb_publishable_x' };
  expect(await probeServer(server, fetch)).toEqual({
    ok: false,
    reason: 'redirected',
    detail: addressOf(other),
  });
  expect(got).toEqual([{ path: '/auth/v1/settings', apikey: undefined, body: '' }]);
});
