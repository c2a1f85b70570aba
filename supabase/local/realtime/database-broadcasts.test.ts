import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectQuiet, joinTopic, readBroadcast, type JoinOptions } from '../testing/join-topic.ts';
import type { RawSocket } from '../testing/raw-socket.ts';
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
const id = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

async function join(topic: string, options: JoinOptions = {}) {
  const socket = await joinTopic(server, topic, options);
  sockets.push(socket);
  return socket;
}

describe('WIRE-18, WIRE-19 a broadcast of the database', () => {
  it('WIRE-18 comes as a binary message with the id of its row', async () => {
    const socket = await join(own);
    await server.sql`select realtime.send('{"a":1}', 'changes', ${own})`;
    const got = readBroadcast(await socket.next());
    const [row] = await server.sql<{ id: string }[]>`
      select id from realtime.messages where topic = ${own} order by inserted_at desc limit 1`;
    const payload = `{"a": 1, "id": "${row?.id}"}`;
    expect(got).toEqual({
      kind: 4,
      encoding: 1,
      topic: `realtime:${own}`,
      event: 'changes',
      meta: { id: row?.id },
      payload,
    });
  });

  it('WIRE-18 comes as an object in version 1', async () => {
    const socket = await join(own, { vsn: '1.0.0' });
    await server.sql`select realtime.send('{"a":1}', 'changes', ${own})`;
    const payload = { event: 'changes', meta: { id }, payload: { a: 1, id }, type: 'broadcast' };
    expect(await socket.next()).toEqual({ ref: null, event: 'broadcast', payload, topic: `realtime:${own}` });
  });

  it('WIRE-18 comes in the order of its transaction, and not at all when that is rolled back', async () => {
    const socket = await join(own);
    await server.sql
      .begin(async (tx) => {
        await tx`select realtime.send('{"n":-1}', 'e', ${own})`;
        throw new Error('no');
      })
      .catch(() => undefined);
    await server.sql`select realtime.send(jsonb_build_object('n', n), 'e', ${own}) from generate_series(0, 199) n`;
    const seen = await until('200 messages', () => socket.inbox.length === 200 && socket.inbox);
    const numbers = seen.map((data) => (JSON.parse(readBroadcast(data).payload) as { n: number }).n);
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });

  it('WIRE-18 comes from a plain insert too, without an id of its own', async () => {
    const socket = await join(own);
    await server.sql`insert into realtime.messages (topic, extension, event, payload, private)
      values (${own}, 'broadcast', 'e', '{"a":1}', true)`;
    expect(readBroadcast(await socket.next()).payload).toBe('{"a": 1}');
  });

  it('WIRE-18 comes from a row of presence, too', async () => {
    const socket = await join(own);
    await server.sql`insert into realtime.messages (topic, extension, event, payload, private)
      values (${own}, 'presence', 'p', '{"a":1}', true)`;
    expect(readBroadcast(await socket.next()).event).toBe('p');
  });

  it('WIRE-18 may be bytes', async () => {
    const socket = await join(own);
    await server.sql`select realtime.send_binary('bytes', 'b', ${own})`;
    expect(readBroadcast(await socket.next())).toMatchObject({ event: 'b', encoding: 0, payload: 'bytes' });
  });

  it('WIRE-19 is lost in silence when the name of its event has over 255 bytes', async () => {
    const socket = await join(own);
    await server.sql`select realtime.send('{}', repeat('e', 256), ${own}), realtime.send('{}', repeat('e', 255), ${own})`;
    expect(readBroadcast(await socket.next()).event).toHaveLength(255);
  });

  it.each<[string, string]>([
    ['is null', 'null'],
    ['is an array', `'[1]'`],
    ['is larger than 3 MB', `jsonb_build_object('text', repeat('x', 3000000))`],
  ])('WIRE-19 is lost in silence when its payload %s', async (_why, payload) => {
    const socket = await join(own);
    await server.sql.unsafe(`select realtime.send(${payload}, 'lost', '${own}')`);
    await server.sql`select realtime.send('{}', 'after', ${own})`;
    expect(readBroadcast(await socket.next()).event).toBe('after');
  });

  it('WIRE-18 may be nearly 3 MB large', async () => {
    const socket = await join(own);
    await server.sql`select realtime.send(jsonb_build_object('text', repeat('x', 2900000)), 'large', ${own})`;
    expect(readBroadcast(await socket.next()).payload.length).toBeGreaterThan(2_900_000);
  });

  it('WIRE-19 to a public topic does not reach the private one of its name', async () => {
    const closed = await join(own);
    const open = await join(own, { private: false });
    await server.sql`select realtime.send('{}', 'public', ${own}, false), realtime.send('{}', 'private', ${own}, true)`;
    expect(readBroadcast(await closed.next()).event).toBe('private');
    expect(readBroadcast(await open.next()).event).toBe('public');
    await expectQuiet(closed);
    await expectQuiet(open);
  });
});
