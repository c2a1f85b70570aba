import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRaw, refusalOf, type RawSocket, type Wire } from '../testing/raw-socket.ts';
import { startRealtimeBackend, somebody, type RealtimeBackend } from '../testing/realtime-backend.ts';
import { until } from '../testing/until.ts';

let room: RealtimeBackend;
let socket: RawSocket;

beforeAll(async () => {
  room = await startRealtimeBackend({ channelsPerSocket: 4 });
});

afterAll(() => room.close());

const topic = `realtime:user:${somebody}`;
const denied = 'Unauthorized: You do not have permissions to read from this Channel topic: user:other';

async function open(vsn = '2.0.0') {
  socket = await openRaw(room.backend.url, { apikey: room.backend.publishable_key, vsn });
  return socket;
}

function config(more: Record<string, unknown> = {}) {
  const broadcast = { ack: false, self: false };
  const presence = { key: '', enabled: false };
  return { config: { broadcast, presence, postgres_changes: [], private: true, ...more } };
}

function joinAs(access_token: string | undefined, to = topic, ref = '1'): Wire {
  return [ref, ref, to, 'phx_join', { ...config(), ...(access_token && { access_token }) }];
}

const ok = (ref: string, to = topic, response: unknown = {}) => [
  ref,
  ref,
  to,
  'phx_reply',
  { status: 'ok', response },
];
const accepted = (ref: string, to = topic) => ok(ref, to, { postgres_changes: [] });
const refused = (ref: string, to: string, reason: string) => [
  ref,
  ref,
  to,
  'phx_reply',
  { status: 'error', response: { reason } },
];

describe('WIRE-1, WIRE-2 opening a socket', () => {
  it.each([{ vsn: '1.0.0' }, { vsn: '2.0.0' }, {}])('WIRE-1 is allowed with %j', async (query) => {
    const opened = await openRaw(room.backend.url, { apikey: room.backend.publishable_key, ...query });
    opened.close();
    expect(await opened.closed).toBe(1005);
  });

  it('WIRE-1 is allowed with a JWT for a key', async () => {
    const opened = await openRaw(room.backend.url, { apikey: room.token() });
    opened.close();
    expect(await opened.closed).toBe(1005);
  });

  const tampered = () =>
    `${room.token().split('.').slice(0, 2).join('.')}.${createHmac('sha256', 'x').digest('base64url')}`;

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
    ['with an old JWT', () => ({ apikey: room.token({}, -9) }), 401, '{"error":"Token has expired"}'],
    [
      'with a JWT of nobody',
      () => ({ apikey: room.token({ role: undefined }) }),
      401,
      '{"error":"Fields `role` and `exp` are required in JWT"}',
    ],
  ])('WIRE-2 is refused %s', async (_why, query, status, body) => {
    expect(await refusalOf(room.backend.url, query())).toEqual({ status, body });
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
    socket.send(...joinAs(room.token()));
    socket.send('1', '2', topic, 'no_such_event', {});
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

describe('WIRE-8, WIRE-9, WIRE-10, WIRE-11, WIRE-12 a join', () => {
  it('WIRE-8 is accepted for whom the policies let read', async () => {
    await open();
    socket.send(...joinAs(room.token()));
    expect(await socket.next()).toEqual(accepted('1'));
  });

  it('WIRE-8 is accepted for the service role everywhere', async () => {
    await open();
    socket.send(...joinAs(room.token({ role: 'service_role', sub: undefined }), 'realtime:user:other'));
    expect(await socket.next()).toEqual(accepted('1', 'realtime:user:other'));
  });

  it.each<[string, () => string | undefined, string, string]>([
    ["another user's topic", () => room.token(), 'realtime:user:other', denied],
    ['no token', () => undefined, 'realtime:user:other', denied],
    ['a publishable key for a token', () => room.backend.publishable_key, 'realtime:user:other', denied],
    ['a role that does not exist', () => room.token({ role: 'nobody' }), 'realtime:user:other', denied],
    [
      'an old token',
      () => room.token({}, -7),
      topic,
      expect.stringMatching(/^InvalidJWTToken: Token has expired \d+ seconds ago$/) as string,
    ],
    ['no JWT', () => 'x', topic, 'MalformedJWT: The token provided is not a valid JWT'],
    ['a forged JWT', () => `${room.token()}x`, topic, 'JwtSignatureError: Failed to validate JWT signature'],
    ['no topic', () => room.token(), 'realtime:', 'TopicNameRequired: You must provide a topic name'],
  ])('WIRE-9 is refused for %s', async (_why, token, to, reason) => {
    await open();
    socket.send(...joinAs(token(), to));
    expect(await socket.next()).toEqual(refused('1', to, reason));
  });

  it('WIRE-9 that is refused makes its whole socket wait', async () => {
    await open();
    socket.send(...joinAs(room.token()));
    expect(await socket.next()).toEqual(accepted('1'));
    socket.send(...joinAs(room.token(), 'realtime:user:other', '2'));
    socket.send(null, '3', 'phoenix', 'heartbeat', {});
    await room.sql`select realtime.send('{"id":1}', 'meanwhile', ${`user:${somebody}`})`;
    expect(await socket.next()).toEqual(refused('2', 'realtime:user:other', denied));
    const held = [await socket.next(), await socket.next()];
    expect(held.map(String).join()).toContain('meanwhile');
    expect(held).toContainEqual([null, '3', 'phoenix', 'phx_reply', { status: 'ok', response: {} }]);
  });

  it('WIRE-10 of a topic that is joined already takes its place', async () => {
    await open();
    socket.send(...joinAs(room.token(), topic, '1'));
    socket.send(...joinAs(room.token(), topic, '2'));
    expect(await socket.next()).toEqual(accepted('1'));
    expect(await socket.next()).toEqual(accepted('2'));
    expect(await socket.next()).toEqual(['1', '1', topic, 'phx_close', {}]);
    // A late leave of the first channel must not end the second.
    socket.send('1', '3', topic, 'phx_leave', {});
    socket.send('2', '4', topic, 'phx_leave', {});
    expect(await socket.next()).toEqual(['2', '4', topic, 'phx_reply', { status: 'ok', response: {} }]);
    expect(await socket.next()).toEqual(['2', '2', topic, 'phx_close', {}]);
  });

  it('WIRE-11 is refused when there are too many channels on the socket', async () => {
    await open();
    for (const ref of ['1', '2', '3', '4']) {
      socket.send(ref, ref, `realtime:${ref}`, 'phx_join', config({ private: false }));
      expect(await socket.next()).toEqual(accepted(ref, `realtime:${ref}`));
    }
    socket.send('5', '5', 'realtime:5', 'phx_join', config({ private: false }));
    expect(await socket.next()).toEqual(
      refused('5', 'realtime:5', 'ChannelRateLimitReached: Too many channels'),
    );
  });

  it('WIRE-12 tells when broadcasts of the database arrive, if asked to', async () => {
    await open();
    const broadcast = { replication_ready: true };
    socket.send('1', '1', topic, 'phx_join', { ...config({ broadcast }), access_token: room.token() });
    expect(await socket.next()).toEqual(accepted('1'));
    const ready = { message: 'Replication connection established', status: 'ok', extension: 'system' };
    const channel = `user:${somebody}`;
    expect(await socket.next()).toEqual(['1', null, topic, 'system', { ...ready, channel }]);
  });

  it('WIRE-12 is told that changes of tables are not to be had', async () => {
    await open();
    const changes = [{ event: '*', schema: 'public', table: 'tasks' }];
    socket.send('1', '1', 'realtime:T', 'phx_join', config({ private: false, postgres_changes: changes }));
    expect(await socket.next()).toMatchObject(ok('1', 'realtime:T', { postgres_changes: changes }));
    expect(await socket.next()).toMatchObject([
      '1',
      null,
      'realtime:T',
      'system',
      { status: 'error', extension: 'postgres_changes' },
    ]);
  });
});

describe('WIRE-13 a topic that is not joined', () => {
  it('can be left, and nothing else', async () => {
    await open();
    socket.send('1', '2', topic, 'broadcast', { type: 'broadcast', event: 'e', payload: {} });
    expect(await socket.next()).toEqual([
      '1',
      '2',
      topic,
      'phx_reply',
      { status: 'error', response: { reason: 'unmatched topic' } },
    ]);
    socket.send('1', '3', topic, 'phx_leave', {});
    expect(await socket.next()).toEqual(['1', '3', topic, 'phx_reply', { status: 'ok', response: {} }]);
  });

  it('is any but realtime:*', async () => {
    await open();
    socket.send('1', '1', 'other:topic', 'phx_join', config());
    expect(await socket.next()).toEqual(refused('1', 'other:topic', 'unmatched topic'));
  });
});

describe('WIRE-14, WIRE-15, WIRE-16 the token of a channel', () => {
  const channel = `user:${somebody}`;
  const told = (message: string) => [
    '1',
    null,
    topic,
    'system',
    { message, status: 'error', extension: 'system', channel },
  ];
  const closed = ['1', '1', topic, 'phx_close', {}];

  async function joined(token = room.token()) {
    await open();
    socket.send(...joinAs(token));
    expect(await socket.next()).toEqual(accepted('1'));
  }

  function offer(access_token: unknown, ref = '2') {
    socket.send('1', ref, topic, 'access_token', { access_token });
  }

  async function expectQuiet() {
    socket.send(null, '9', 'phoenix', 'heartbeat', {});
    expect(await socket.next()).toEqual([null, '9', 'phoenix', 'phx_reply', { status: 'ok', response: {} }]);
  }

  it('WIRE-14 is renewed without a word', async () => {
    await joined();
    offer(room.token({}, 7200));
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
      () => room.token({}, -3),
      expect.stringMatching(/^Token has expired \d+ seconds ago$/) as string,
    ],
    [
      "another user's",
      () => room.token({ sub: '01920000-0000-7000-8000-000000000002' }),
      `You do not have permissions to read from this Channel topic: user:${somebody}`,
    ],
    [
      'the key of nobody',
      () => room.token({ role: 'anon', sub: undefined }),
      `You do not have permissions to read from this Channel topic: user:${somebody}`,
    ],
  ])('WIRE-15 closes it when replaced by %s', async (_which, token, message) => {
    await joined();
    offer(token());
    expect(await socket.next()).toEqual(told(message));
    expect(await socket.next()).toEqual(closed);
    // The socket stays open, and the topic can be joined again.
    socket.send(...joinAs(room.token(), topic, '5'));
    expect(await socket.next()).toEqual(accepted('5'));
  });

  it('WIRE-16 closes it when it expires, and the socket stays open', async () => {
    await joined(room.token({}, 2));
    expect(await until('the expiry', () => socket.inbox.length === 2 && socket.inbox)).toEqual([
      told(expect.stringMatching(/^Token has expired \d+ seconds ago$/) as string),
      closed,
    ]);
    socket.inbox.length = 0;
    await expectQuiet();
  });
});
