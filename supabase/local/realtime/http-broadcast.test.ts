import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectQuiet, joinTopic, readBroadcast, type JoinOptions } from '../testing/join-topic.ts';
import type { RawSocket } from '../testing/raw-socket.ts';
import { startRealtimeBackend, somebody, type RealtimeBackend } from '../testing/realtime-backend.ts';

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

async function join(topic: string, options: JoinOptions = {}) {
  const socket = await joinTopic(server, topic, options);
  sockets.push(socket);
  return socket;
}

describe('WIRE-22, WIRE-23 a broadcast over HTTP', () => {
  const base = '/realtime/v1/api/broadcast';

  function post(path: string, body: string, headers: Record<string, string> = {}) {
    const apikey = server.backend.publishable_key;
    const type = 'application/json';
    return fetch(`${server.backend.url}${path}`, {
      method: 'POST',
      headers: { apikey, 'Content-Type': type, ...headers },
      body,
    });
  }

  it('WIRE-22 arrives as text', async () => {
    const socket = await join('T', { private: false });
    const messages = [{ topic: 'T', event: 'e', payload: { a: 1 } }];
    expect((await post(base, JSON.stringify({ messages }))).status).toBe(202);
    const payload = { event: 'e', payload: { a: 1 }, type: 'broadcast' };
    expect(await socket.next()).toEqual([null, null, 'realtime:T', 'broadcast', payload]);
  });

  it('WIRE-22 may name its topic and event in the path, and be bytes', async () => {
    const socket = await join(writable);
    const path = `${base}/${encodeURIComponent(writable)}/events/e%20f?private=true`;
    const Authorization = `Bearer ${server.token()}`;
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
    expect(readBroadcast(await socket.next())).toMatchObject({ event: 'e f', encoding: 0, payload: 'bytes' });
  });

  it('WIRE-22 of one message is refused where the policies do not let its sender write', async () => {
    const socket = await join(own);
    const path = `/${encodeURIComponent(own)}/events/e?private=true`;
    const answer = await post(`${base}${path}`, '{}');
    expect([answer.status, await answer.json()]).toEqual([401, { message: 'Unauthorized' }]);
    await expectQuiet(socket);
  });

  it('WIRE-22 of several is taken, but goes nowhere, where the policies do not let its sender write', async () => {
    const socket = await join(own);
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
