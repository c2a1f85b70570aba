import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectQuiet, joinTopic, type JoinOptions } from '../testing/join-topic.ts';
import { openRaw, type RawSocket } from '../testing/raw-socket.ts';
import { startRealtimeBackend, somebody, type RealtimeBackend } from '../testing/realtime-backend.ts';
import { until } from '../testing/until.ts';

let server: RealtimeBackend;
const sockets: RawSocket[] = [];

beforeAll(async () => {
  server = await startRealtimeBackend({ eventsPerSecond: 10_000 });
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

afterAll(() => server.close());

const own = `user:${somebody}`;
const writable = `open:${somebody}`;
const id = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

async function join(topic: string, options: JoinOptions = {}) {
  const socket = await joinTopic(server, topic, options);
  sockets.push(socket);
  return socket;
}

describe('WIRE-24 broadcasts that were sent before', () => {
  const replay = (since: number, limit = 25) => ({ replay: { since, limit } });

  it('can be had again with a join, oldest first', async () => {
    const witness = await join(writable);
    const since = Date.now();
    for (const event of ['first', 'second', 'third'])
      await server.sql`select realtime.send('{}', ${event}, ${writable})`;
    await until('the last to be on its way', () => String(witness.inbox.at(-1)).includes('third'));
    const socket = await join(writable, { broadcast: replay(since, 2) });
    for (const event of ['second', 'third']) {
      const meta = { replayed: true, id };
      expect(await socket.next()).toMatchObject([
        '1',
        null,
        `realtime:${writable}`,
        'broadcast',
        { event, meta },
      ]);
    }
    await expectQuiet(socket);
  });

  it.each<[string, boolean, unknown, string]>([
    ['a public topic', false, { since: 0 }, 'Replay is not allowed for public channels'],
    ['too many', true, { since: 0, limit: 1000 }, 'Replay params are not valid'],
  ])('are refused for %s', async (_why, isPrivate, replay, reason) => {
    const socket = await openRaw(server.backend.url, { apikey: server.token(), vsn: '2.0.0' });
    sockets.push(socket);
    const config = { private: isPrivate, broadcast: { replay } };
    socket.send('1', '1', `realtime:${own}`, 'phx_join', { config });
    const response = { reason: `UnableToReplayMessages: ${reason}` };
    expect(await socket.next()).toEqual([
      '1',
      '1',
      `realtime:${own}`,
      'phx_reply',
      { status: 'error', response },
    ]);
  });
});
