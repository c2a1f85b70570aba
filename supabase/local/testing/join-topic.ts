import { expect } from 'vitest';
import { openRaw, type RawSocket } from './raw-socket.ts';
import type { RealtimeBackend } from './realtime-backend.ts';

export interface JoinOptions {
  vsn?: string;
  /** Default: true. */
  private?: boolean;
  broadcast?: object;
}

export interface BinaryBroadcast {
  kind: number | undefined;
  encoding: number | undefined;
  topic: string | undefined;
  event: string | undefined;
  meta: unknown;
  payload: string;
}

/** Opens a socket and joins a topic. The ref of the join is 1. */
export async function joinTopic(
  { backend, token }: RealtimeBackend,
  topic: string,
  options: JoinOptions = {},
): Promise<RawSocket> {
  const { vsn = '2.0.0', broadcast = {} } = options;
  const socket = await openRaw(backend.url, { apikey: backend.publishable_key, vsn });
  const payload = {
    config: { private: options.private ?? true, broadcast, presence: { enabled: false } },
    access_token: token(),
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
export function readBroadcast(data: unknown): BinaryBroadcast {
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

/** A binary message of kind 3, as a client sends it. */
export function binaryPush(topic: string, event: string, payload: string, encoding = 1): Buffer {
  const head = [3, 1, 1, topic.length + 9, event.length, 0, encoding];
  return Buffer.concat([Buffer.from(head), Buffer.from(`12realtime:${topic}${event}${payload}`)]);
}

/** Fails if anything arrives before the answer to a heartbeat. */
export async function expectQuiet(socket: RawSocket): Promise<void> {
  socket.sendRaw('[null,"9","phoenix","heartbeat",{}]');
  expect(await socket.next()).toEqual([null, '9', 'phoenix', 'phx_reply', { status: 'ok', response: {} }]);
}
