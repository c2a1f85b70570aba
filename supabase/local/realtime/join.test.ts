import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRaw, type RawSocket } from '../testing/raw-socket.ts';
import { startRealtimeBackend, somebody, type RealtimeBackend } from '../testing/realtime-backend.ts';
import { accepted, joinAs, joinPayload, ok, ownTopic, refused } from '../testing/text-frames.ts';

let server: RealtimeBackend;
let socket: RawSocket;

beforeAll(async () => {
  server = await startRealtimeBackend({ channelsPerSocket: 4 });
});

afterAll(() => server.close());

const denied = 'Unauthorized: You do not have permissions to read from this Channel topic: user:other';

async function open(vsn = '2.0.0') {
  socket = await openRaw(server.backend.url, { apikey: server.backend.publishable_key, vsn });
  return socket;
}

describe('WIRE-8, WIRE-9, WIRE-10, WIRE-11, WIRE-12 a join', () => {
  it('WIRE-8 is accepted for whom the policies let read', async () => {
    await open();
    socket.send(...joinAs(server.token()));
    expect(await socket.next()).toEqual(accepted('1'));
  });

  it('WIRE-8 is accepted for the service role everywhere', async () => {
    await open();
    socket.send(...joinAs(server.token({ role: 'service_role', sub: undefined }), 'realtime:user:other'));
    expect(await socket.next()).toEqual(accepted('1', 'realtime:user:other'));
  });

  it.each<[string, () => string | undefined, string, string]>([
    ["another user's topic", () => server.token(), 'realtime:user:other', denied],
    ['no token', () => undefined, 'realtime:user:other', denied],
    ['a publishable key for a token', () => server.backend.publishable_key, 'realtime:user:other', denied],
    ['a role that does not exist', () => server.token({ role: 'nobody' }), 'realtime:user:other', denied],
    [
      'an old token',
      () => server.token({}, -7),
      ownTopic,
      expect.stringMatching(/^InvalidJWTToken: Token has expired \d+ seconds ago$/) as string,
    ],
    ['no JWT', () => 'x', ownTopic, 'MalformedJWT: The token provided is not a valid JWT'],
    [
      'a forged JWT',
      () => `${server.token()}x`,
      ownTopic,
      'JwtSignatureError: Failed to validate JWT signature',
    ],
    ['no topic', () => server.token(), 'realtime:', 'TopicNameRequired: You must provide a topic name'],
  ])('WIRE-9 is refused for %s', async (_why, token, to, reason) => {
    await open();
    socket.send(...joinAs(token(), to));
    expect(await socket.next()).toEqual(refused('1', to, reason));
  });

  it('WIRE-9 that is refused makes its whole socket wait', async () => {
    await open();
    socket.send(...joinAs(server.token()));
    expect(await socket.next()).toEqual(accepted('1'));
    socket.send(...joinAs(server.token(), 'realtime:user:other', '2'));
    socket.send(null, '3', 'phoenix', 'heartbeat', {});
    await server.sql`select realtime.send('{"id":1}', 'meanwhile', ${`user:${somebody}`})`;
    expect(await socket.next()).toEqual(refused('2', 'realtime:user:other', denied));
    const held = [await socket.next(), await socket.next()];
    expect(held.map(String).join()).toContain('meanwhile');
    expect(held).toContainEqual([null, '3', 'phoenix', 'phx_reply', { status: 'ok', response: {} }]);
  });

  it('WIRE-10 of a topic that is joined already takes its place', async () => {
    await open();
    socket.send(...joinAs(server.token(), ownTopic, '1'));
    socket.send(...joinAs(server.token(), ownTopic, '2'));
    expect(await socket.next()).toEqual(accepted('1'));
    expect(await socket.next()).toEqual(accepted('2'));
    expect(await socket.next()).toEqual(['1', '1', ownTopic, 'phx_close', {}]);
    // A late leave of the first channel must not end the second.
    socket.send('1', '3', ownTopic, 'phx_leave', {});
    socket.send('2', '4', ownTopic, 'phx_leave', {});
    expect(await socket.next()).toEqual(['2', '4', ownTopic, 'phx_reply', { status: 'ok', response: {} }]);
    expect(await socket.next()).toEqual(['2', '2', ownTopic, 'phx_close', {}]);
  });

  it('WIRE-11 is refused when there are too many channels on the socket', async () => {
    await open();
    for (const ref of ['1', '2', '3', '4']) {
      socket.send(ref, ref, `realtime:${ref}`, 'phx_join', joinPayload({ private: false }));
      expect(await socket.next()).toEqual(accepted(ref, `realtime:${ref}`));
    }
    socket.send('5', '5', 'realtime:5', 'phx_join', joinPayload({ private: false }));
    expect(await socket.next()).toEqual(
      refused('5', 'realtime:5', 'ChannelRateLimitReached: Too many channels'),
    );
  });

  it('WIRE-12 tells when broadcasts of the database arrive, if asked to', async () => {
    await open();
    const broadcast = { replication_ready: true };
    socket.send('1', '1', ownTopic, 'phx_join', {
      ...joinPayload({ broadcast }),
      access_token: server.token(),
    });
    expect(await socket.next()).toEqual(accepted('1'));
    const ready = { message: 'Replication connection established', status: 'ok', extension: 'system' };
    const channel = `user:${somebody}`;
    expect(await socket.next()).toEqual(['1', null, ownTopic, 'system', { ...ready, channel }]);
  });

  it.each([
    ['text'],
    [{ broadcast: 'on' }],
    [{ presence: [] }],
    [{ private: 'yes' }],
    [{ postgres_changes: {} }],
  ])('WIRE-9 is refused with the config %j', async (config) => {
    await open();
    socket.send('1', '1', 'realtime:T', 'phx_join', { config });
    const [, , , , payload] = (await socket.next()) as unknown[];
    expect(payload).toMatchObject({ status: 'error' });
  });

  it('WIRE-12 is told that changes of tables are not to be had', async () => {
    await open();
    const changes = [{ event: '*', schema: 'public', table: 'tasks' }];
    socket.send(
      '1',
      '1',
      'realtime:T',
      'phx_join',
      joinPayload({ private: false, postgres_changes: changes }),
    );
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
