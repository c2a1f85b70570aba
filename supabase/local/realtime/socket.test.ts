import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRaw, refusalOf, type RawSocket } from '../testing/raw-socket.ts';
import { startRealtimeBackend, type RealtimeBackend } from '../testing/realtime-backend.ts';
import { accepted, joinAs, joinPayload, ownTopic, refused } from '../testing/text-frames.ts';

let server: RealtimeBackend;
let socket: RawSocket;

beforeAll(async () => {
  server = await startRealtimeBackend();
});

afterAll(() => server.close());

async function open(vsn = '2.0.0') {
  socket = await openRaw(server.backend.url, { apikey: server.backend.publishable_key, vsn });
  return socket;
}

describe('WIRE-1, WIRE-2 opening a socket', () => {
  it.each([{ vsn: '1.0.0' }, { vsn: '2.0.0' }, {}])('WIRE-1 is allowed with %j', async (query) => {
    const opened = await openRaw(server.backend.url, { apikey: server.backend.publishable_key, ...query });
    opened.close();
    expect(await opened.closed).toBe(1005);
  });

  it('WIRE-1 is allowed with a JWT for a key', async () => {
    const opened = await openRaw(server.backend.url, { apikey: server.token() });
    opened.close();
    expect(await opened.closed).toBe(1005);
  });

  const tampered = () =>
    `${server.token().split('.').slice(0, 2).join('.')}.${createHmac('sha256', 'x').digest('base64url')}`;

  it.each<[string, () => Record<string, string>, number, string]>([
    ['of an unknown version', () => ({ vsn: '3.0.0' }), 403, ''],
    ['without a key', () => ({}), 401, '{"error":"API key is missing"}'],
    ['with no JWT', () => ({ apikey: 'x' }), 401, '{"error":"The token provided is not a valid JWT"}'],
    [
      'with a forged JWT',
      () => ({ apikey: tampered() }),
      401,
      '{"error":"Failed to validate JWT signature"}',
    ],
    ['with an old JWT', () => ({ apikey: server.token({}, -9) }), 401, '{"error":"Token has expired"}'],
    [
      'with a JWT of nobody',
      () => ({ apikey: server.token({ role: undefined }) }),
      401,
      '{"error":"Fields `role` and `exp` are required in JWT"}',
    ],
  ])('WIRE-2 is refused %s', async (_why, query, status, body) => {
    expect(await refusalOf(server.backend.url, query())).toEqual({ status, body });
  });
});

describe('WIRE-3, WIRE-6, WIRE-7 a socket', () => {
  it('WIRE-6 answers heartbeats', async () => {
    await open();
    socket.send(null, '7', 'phoenix', 'heartbeat', {});
    expect(await socket.next()).toEqual([null, '7', 'phoenix', 'phx_reply', { status: 'ok', response: {} }]);
  });

  it('WIRE-7 is closed with 1000 when it falls silent', async () => {
    const impatient = await startRealtimeBackend({ silence: 100 });
    const { url, publishable_key: apikey } = impatient.backend;
    const silent = await openRaw(url, { apikey, vsn: '2.0.0' });
    expect(await silent.closed).toBe(1000);
    await impatient.close();
  });

  it('WIRE-6 ignores what it does not understand, and stays open', async () => {
    await open();
    socket.sendRaw('{');
    socket.sendRaw('[1,2]');
    socket.sendRaw(Buffer.from([9, 9]));
    socket.send(...joinAs(server.token()));
    socket.send('1', '2', ownTopic, 'no_such_event', {});
    socket.send(null, '3', 'phoenix', 'heartbeat', {});
    expect(await socket.next()).toEqual(accepted('1'));
    expect(await socket.next()).toEqual([null, '3', 'phoenix', 'phx_reply', { status: 'ok', response: {} }]);
  });

  it('WIRE-3 speaks version 1 with objects', async () => {
    await open('1.0.0');
    socket.sendRaw(JSON.stringify({ topic: 'phoenix', event: 'heartbeat', payload: {}, ref: '1' }));
    const payload = { status: 'ok', response: {} };
    expect(await socket.next()).toEqual({ ref: '1', event: 'phx_reply', payload, topic: 'phoenix' });
  });
});

describe('WIRE-13 a topic that is not joined', () => {
  it('can be left, and nothing else', async () => {
    await open();
    socket.send('1', '2', ownTopic, 'broadcast', { type: 'broadcast', event: 'e', payload: {} });
    expect(await socket.next()).toEqual([
      null,
      '2',
      ownTopic,
      'phx_reply',
      { status: 'error', response: { reason: 'unmatched topic' } },
    ]);
    socket.send('1', '3', ownTopic, 'phx_leave', {});
    expect(await socket.next()).toEqual(['1', '3', ownTopic, 'phx_reply', { status: 'ok', response: {} }]);
  });

  it('is any but realtime:*', async () => {
    await open();
    socket.send('1', '1', 'other:topic', 'phx_join', joinPayload());
    const [, ...rest] = refused('1', 'other:topic', 'unmatched topic');
    expect(await socket.next()).toEqual([null, ...rest]);
  });
});
