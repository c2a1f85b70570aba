import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRaw, type RawSocket } from '../testing/raw-socket.ts';
import { startRealtimeBackend, somebody, type RealtimeBackend } from '../testing/realtime-backend.ts';
import { accepted, joinAs, ownTopic } from '../testing/text-frames.ts';
import { until } from '../testing/until.ts';

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

describe('WIRE-14, WIRE-15, WIRE-16 the token of a channel', () => {
  const channel = `user:${somebody}`;
  const told = (message: string) => [
    '1',
    null,
    ownTopic,
    'system',
    { message, status: 'error', extension: 'system', channel },
  ];
  const closed = ['1', '1', ownTopic, 'phx_close', {}];

  async function joined(token = server.token()) {
    await open();
    socket.send(...joinAs(token));
    expect(await socket.next()).toEqual(accepted('1'));
  }

  function offer(access_token: unknown, ref = '2') {
    socket.send('1', ref, ownTopic, 'access_token', { access_token });
  }

  async function expectQuiet() {
    socket.send(null, '9', 'phoenix', 'heartbeat', {});
    expect(await socket.next()).toEqual([null, '9', 'phoenix', 'phx_reply', { status: 'ok', response: {} }]);
  }

  it('WIRE-14 is renewed without a word', async () => {
    await joined();
    offer(server.token({}, 7200));
    await expectQuiet();
  });

  it.each([null, 'sb_publishable_x', 7, undefined])('WIRE-14 is not replaced by %j', async (token) => {
    await joined();
    offer(token);
    await expectQuiet();
  });

  it.each<[string, () => string, string]>([
    ['a bad one', () => 'x', 'The token provided is not a valid JWT'],
    [
      'an old one',
      () => server.token({}, -3),
      expect.stringMatching(/^Token has expired \d+ seconds ago$/) as string,
    ],
    [
      "another user's",
      () => server.token({ sub: '01920000-0000-7000-8000-000000000002' }),
      `You do not have permissions to read from this Channel topic: user:${somebody}`,
    ],
    [
      'the key of nobody',
      () => server.token({ role: 'anon', sub: undefined }),
      `You do not have permissions to read from this Channel topic: user:${somebody}`,
    ],
  ])('WIRE-15 closes it when replaced by %s', async (_which, token, message) => {
    await joined();
    offer(token());
    expect(await socket.next()).toEqual(told(message));
    expect(await socket.next()).toEqual(closed);
    // The socket stays open, and the topic can be joined again.
    socket.send(...joinAs(server.token(), ownTopic, '5'));
    expect(await socket.next()).toEqual(accepted('5'));
  });

  it('WIRE-17 closes it at once when a second new token is that of another user', async () => {
    await joined();
    offer(server.token({}, 7200));
    offer(server.token({ sub: '01920000-0000-7000-8000-000000000002' }), '3');
    expect(await socket.next()).toEqual(
      told(`You do not have permissions to read from this Channel topic: user:${somebody}`),
    );
    expect(await socket.next()).toEqual(closed);
  });

  it('WIRE-16 closes it when it expires, and the socket stays open', async () => {
    await joined(server.token({}, 2));
    expect(await until('the expiry', () => socket.inbox.length === 2 && socket.inbox)).toEqual([
      told(expect.stringMatching(/^Token has expired \d+ seconds ago$/) as string),
      closed,
    ]);
    socket.inbox.length = 0;
    await expectQuiet();
  });
});
