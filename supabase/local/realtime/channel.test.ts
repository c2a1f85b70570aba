import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  binaryPush,
  expectQuiet,
  joinTopic,
  readBroadcast,
  type JoinOptions,
} from '../testing/join-topic.ts';
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

describe('WIRE-20, WIRE-21 a broadcast of a client', () => {
  it('WIRE-20 that comes binary goes binary, without meta, and not back to its sender', async () => {
    const [sender, receiver] = [await join(writable), await join(writable)];
    sender.sendRaw(binaryPush(writable, 'e', '{"a":1}'));
    const got = readBroadcast(await receiver.next());
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
    const [sender, receiver] = [await join(writable), await join(writable)];
    sender.sendRaw(binaryPush(writable, 'e', 'bytes', 0));
    expect(readBroadcast(await receiver.next())).toMatchObject({ encoding: 0, payload: 'bytes' });
  });

  it('WIRE-20 that comes as text goes as text', async () => {
    const [sender, receiver] = [await join(writable), await join(writable)];
    const payload = { type: 'broadcast', event: 'e', payload: { a: 1 } };
    sender.send('1', '2', `realtime:${writable}`, 'broadcast', payload);
    expect(await receiver.next()).toEqual([null, null, `realtime:${writable}`, 'broadcast', payload]);
  });

  it('WIRE-20, WIRE-21 comes back to a sender that wants it, and is acknowledged where that is wanted', async () => {
    const socket = await join(writable, { broadcast: { self: true, ack: true } });
    socket.sendRaw(binaryPush(writable, 'e', '{"a":1}'));
    expect(readBroadcast(await socket.next()).event).toBe('e');
    expect(await socket.next()).toEqual([
      '1',
      '2',
      `realtime:${writable}`,
      'phx_reply',
      { status: 'ok', response: {} },
    ]);
  });

  it('WIRE-21 goes nowhere, and is not answered, where the policies let nobody write', async () => {
    const [sender, receiver] = [await join(own, { broadcast: { ack: true } }), await join(own)];
    sender.sendRaw(binaryPush(own, 'e', '{"a":1}'));
    await expectQuiet(receiver);
    await expectQuiet(sender);
  });
});
