import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openRaw, type RawSocket } from '../testing/raw-socket.ts';
import { startRealtimeBackend, somebody, type RealtimeBackend } from '../testing/realtime-backend.ts';
import { until } from '../testing/until.ts';

let room: RealtimeBackend;
const sockets: RawSocket[] = [];

beforeAll(async () => {
  room = await startRealtimeBackend({ eventsPerSecond: 10_000 });
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

afterAll(() => room.close());

const own = `user:${somebody}`;
const writable = `open:${somebody}`;
const id = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

/** Opens a socket and joins a topic. The ref of the join is 1. */
async function member(topic: string, options: { vsn?: string; private?: boolean; broadcast?: object } = {}) {
  const { vsn = '2.0.0', broadcast = {} } = options;
  const socket = await openRaw(room.backend.url, { apikey: room.backend.publishable_key, vsn });
  sockets.push(socket);
  const payload = {
    config: { private: options.private ?? true, broadcast, presence: { enabled: false } },
    access_token: room.token(),
  };
  const name = `realtime:${topic}`;
  socket.sendRaw(
    JSON.stringify(
      vsn === '1.0.0'
        ? { topic: name, event: 'phx_join', payload, ref: '1' }
        : ['1', '1', name, 'phx_join', payload],
    ),
  );
  expect(JSON.stringify(await socket.next())).toContain('"status":"ok"');
  return socket;
}

/** Splits a binary message of kind 4 into its parts. */
function userBroadcast(data: unknown) {
  if (!(data instanceof Buffer)) throw new Error(`This is text: ${JSON.stringify(data)}`);
  const [kind, ...lengths] = data.subarray(0, 4);
  let at = 5;
  const [topic, event, meta] = lengths.map((length) => data.subarray(at, (at += length)).toString());
  return {
    kind,
    encoding: data[4],
    topic,
    event,
    meta: meta ? (JSON.parse(meta) as unknown) : undefined,
    payload: data.subarray(at).toString(),
  };
}

function push(topic: string, event: string, payload: string, encoding = 1) {
  const head = [3, 1, 1, topic.length + 9, event.length, 0, encoding];
  return Buffer.concat([Buffer.from(head), Buffer.from(`12realtime:${topic}${event}${payload}`)]);
}

async function expectQuiet(socket: RawSocket) {
  socket.sendRaw('[null,"9","phoenix","heartbeat",{}]');
  expect(await socket.next()).toEqual([null, '9', 'phoenix', 'phx_reply', { status: 'ok', response: {} }]);
}

describe('WIRE-18, WIRE-19 a broadcast of the database', () => {
  it('WIRE-18 comes as a binary message with the id of its row', async () => {
    const socket = await member(own);
    await room.sql`select realtime.send('{"a":1}', 'changes', ${own})`;
    const got = userBroadcast(await socket.next());
    const [row] = await room.sql<{ id: string }[]>`
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
    const socket = await member(own, { vsn: '1.0.0' });
    await room.sql`select realtime.send('{"a":1}', 'changes', ${own})`;
    const payload = { event: 'changes', meta: { id }, payload: { a: 1, id }, type: 'broadcast' };
    expect(await socket.next()).toEqual({ ref: null, event: 'broadcast', payload, topic: `realtime:${own}` });
  });

  it('WIRE-18 comes in the order of its transaction, and not at all when that is rolled back', async () => {
    const socket = await member(own);
    await room.sql
      .begin(async (tx) => {
        await tx`select realtime.send('{"n":-1}', 'e', ${own})`;
        throw new Error('no');
      })
      .catch(() => undefined);
    await room.sql`select realtime.send(jsonb_build_object('n', n), 'e', ${own}) from generate_series(0, 199) n`;
    const seen = await until('200 messages', () => socket.inbox.length === 200 && socket.inbox);
    const numbers = seen.map((data) => (JSON.parse(userBroadcast(data).payload) as { n: number }).n);
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });

  it('WIRE-18 comes from a plain insert too, without an id of its own', async () => {
    const socket = await member(own);
    await room.sql`insert into realtime.messages (topic, extension, event, payload, private)
      values (${own}, 'broadcast', 'e', '{"a":1}', true)`;
    expect(userBroadcast(await socket.next()).payload).toBe('{"a": 1}');
  });

  it.each<[string, string]>([
    ['is null', 'null'],
    ['is an array', `'[1]'`],
    ['is larger than 3 MB', `jsonb_build_object('text', repeat('x', 3000000))`],
  ])('WIRE-19 is lost in silence when its payload %s', async (_why, payload) => {
    const socket = await member(own);
    await room.sql.unsafe(`select realtime.send(${payload}, 'lost', '${own}')`);
    await room.sql`select realtime.send('{}', 'after', ${own})`;
    expect(userBroadcast(await socket.next()).event).toBe('after');
  });

  it('WIRE-18 may be nearly 3 MB large', async () => {
    const socket = await member(own);
    await room.sql`select realtime.send(jsonb_build_object('text', repeat('x', 2900000)), 'large', ${own})`;
    expect(userBroadcast(await socket.next()).payload.length).toBeGreaterThan(2_900_000);
  });

  it('WIRE-19 to a public topic does not reach the private one of its name', async () => {
    const closed = await member(own);
    const open = await member(own, { private: false });
    await room.sql`select realtime.send('{}', 'public', ${own}, false), realtime.send('{}', 'private', ${own}, true)`;
    expect(userBroadcast(await closed.next()).event).toBe('private');
    expect(userBroadcast(await open.next()).event).toBe('public');
    await expectQuiet(closed);
    await expectQuiet(open);
  });
});

describe('WIRE-20, WIRE-21 a broadcast of a client', () => {
  it('WIRE-20 that comes binary goes binary, without meta, and not back to its sender', async () => {
    const [sender, receiver] = [await member(writable), await member(writable)];
    sender.sendRaw(push(writable, 'e', '{"a":1}'));
    const got = userBroadcast(await receiver.next());
    expect(got).toEqual({
      kind: 4,
      encoding: 1,
      topic: `realtime:${writable}`,
      event: 'e',
      meta: undefined,
      payload: '{"a":1}',
    });
    await expectQuiet(sender);
  });

  it('WIRE-20 may be bytes', async () => {
    const [sender, receiver] = [await member(writable), await member(writable)];
    sender.sendRaw(push(writable, 'e', 'bytes', 0));
    expect(userBroadcast(await receiver.next())).toMatchObject({ encoding: 0, payload: 'bytes' });
  });

  it('WIRE-20 that comes as text goes as text', async () => {
    const [sender, receiver] = [await member(writable), await member(writable)];
    const payload = { type: 'broadcast', event: 'e', payload: { a: 1 } };
    sender.send('1', '2', `realtime:${writable}`, 'broadcast', payload);
    expect(await receiver.next()).toEqual([null, null, `realtime:${writable}`, 'broadcast', payload]);
  });

  it('WIRE-20, WIRE-21 comes back to a sender that wants it, and is acknowledged where that is wanted', async () => {
    const socket = await member(writable, { broadcast: { self: true, ack: true } });
    socket.sendRaw(push(writable, 'e', '{"a":1}'));
    expect(userBroadcast(await socket.next()).event).toBe('e');
    expect(await socket.next()).toEqual([
      '1',
      '2',
      `realtime:${writable}`,
      'phx_reply',
      { status: 'ok', response: {} },
    ]);
  });

  it('WIRE-21 goes nowhere, and is not answered, where the policies let nobody write', async () => {
    const [sender, receiver] = [await member(own, { broadcast: { ack: true } }), await member(own)];
    sender.sendRaw(push(own, 'e', '{"a":1}'));
    await expectQuiet(receiver);
    await expectQuiet(sender);
  });
});

describe('WIRE-22, WIRE-23 a broadcast over HTTP', () => {
  const base = '/realtime/v1/api/broadcast';

  function post(path: string, body: string, headers: Record<string, string> = {}) {
    const apikey = room.backend.publishable_key;
    const type = 'application/json';
    return fetch(`${room.backend.url}${path}`, {
      method: 'POST',
      headers: { apikey, 'Content-Type': type, ...headers },
      body,
    });
  }

  it('WIRE-22 arrives as text', async () => {
    const socket = await member('T', { private: false });
    const messages = [{ topic: 'T', event: 'e', payload: { a: 1 } }];
    expect((await post(base, JSON.stringify({ messages }))).status).toBe(202);
    const payload = { event: 'e', payload: { a: 1 }, type: 'broadcast' };
    expect(await socket.next()).toEqual([null, null, 'realtime:T', 'broadcast', payload]);
  });

  it('WIRE-22 may name its topic and event in the path, and be bytes', async () => {
    const socket = await member(writable);
    const path = `${base}/${encodeURIComponent(writable)}/events/e%20f?private=true`;
    const Authorization = `Bearer ${room.token()}`;
    const bytes = { Authorization, 'Content-Type': 'application/octet-stream' };
    expect((await post(path, '{"a":1}', { Authorization })).status).toBe(202);
    expect((await post(path, 'bytes', bytes)).status).toBe(202);
    expect(await socket.next()).toMatchObject([
      null,
      null,
      `realtime:${writable}`,
      'broadcast',
      { event: 'e f' },
    ]);
    expect(userBroadcast(await socket.next())).toMatchObject({ event: 'e f', encoding: 0, payload: 'bytes' });
  });

  it('WIRE-22 is taken, but goes nowhere, where the policies do not let its sender write', async () => {
    const socket = await member(own);
    const messages = [{ topic: own, event: 'e', payload: {}, private: true }];
    expect((await post(base, JSON.stringify({ messages }))).status).toBe(202);
    await expectQuiet(socket);
  });

  it.each<[string, number, string, Record<string, string>, path?: string]>([
    ['no messages', 422, '{}', {}],
    ['no JSON', 422, '{', {}],
    ['a message without a topic', 422, '{"messages":[{"event":"e","payload":{}}]}', {}],
    ['no way to read its topic', 422, '{}', {}, '/%E0%A4%A/events/e'],
    ['a wrong key', 401, '{"messages":[]}', { apikey: 'sb_publishable_other' }],
  ])('WIRE-23 is refused with %s', async (_why, status, body, headers, path = '') => {
    expect((await post(`${base}${path}`, body, headers)).status).toBe(status);
  });
});

describe('WIRE-24 broadcasts that were sent before', () => {
  const replay = (since: number, limit = 25) => ({ replay: { since, limit } });

  it('can be had again with a join, oldest first', async () => {
    const witness = await member(writable);
    const since = Date.now();
    for (const event of ['first', 'second', 'third'])
      await room.sql`select realtime.send('{}', ${event}, ${writable})`;
    await until('the last to be on its way', () => String(witness.inbox.at(-1)).includes('third'));
    const socket = await member(writable, { broadcast: replay(since, 2) });
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
    const socket = await openRaw(room.backend.url, { apikey: room.token(), vsn: '2.0.0' });
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
