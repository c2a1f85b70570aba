import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { until } from './until.ts';

export type Wire = [
  joinRef: string | null,
  ref: string | null,
  topic: string,
  event: string,
  payload: unknown,
];

export type RawSocket = {
  send(...frame: Wire): void;
  sendRaw(data: string | Uint8Array): void;
  /** Messages that arrived and were not taken yet. Binary ones are Buffers. */
  inbox: unknown[];
  /** Takes the next message out of the inbox. */
  next(): Promise<unknown>;
  closed: Promise<number>;
  close(): void;
};

/** Opens a socket without a client library, to test the wire itself. */
export async function openRaw(url: string, query: Record<string, string>): Promise<RawSocket> {
  const socket = new WebSocket(addressOf(url, query));
  const inbox: unknown[] = [];
  socket.on('message', (data: Buffer, isBinary) => inbox.push(isBinary ? data : JSON.parse(data.toString())));
  const { promise: closed, resolve } = Promise.withResolvers<number>();
  socket.on('close', resolve);
  await once(socket, 'open');
  return {
    send: (...frame) => socket.send(JSON.stringify(frame)),
    sendRaw: (data) => socket.send(data),
    inbox,
    next: () =>
      until('a message', () => inbox.length > 0 && { message: inbox.shift() }).then((it) => it.message),
    closed,
    close: () => socket.close(),
  };
}

/** The status and the body of the answer that refuses a socket. */
export async function refusalOf(url: string, query: Record<string, string>) {
  const socket = new WebSocket(addressOf(url, query));
  socket.on('error', () => {});
  const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { status: answer.statusCode, body: Buffer.concat(chunks).toString() };
}

function addressOf(url: string, query: Record<string, string>) {
  return `${url.replace('http', 'ws')}/realtime/v1/websocket?${new URLSearchParams(query).toString()}`;
}
