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
  /** What arrived and was not taken yet; binary messages as Buffers. */
  inbox: unknown[];
  /** The next message, taken out of the inbox. */
  next(): Promise<unknown>;
  closed: Promise<number>;
  close(): void;
};

/** A socket without a client library: what is on the wire, and nothing else. */
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

/** How a socket is refused: the status and body of the answer. */
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
