import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import type { WireLine } from './formats.ts';

/** The server of the previous version, as far as it was recorded: it says to one client what it said then. */
export interface OldServer {
  url: string;
  /** Milliseconds since the epoch, when what it said last was said. */
  now(): number;
  /** Whether it has nothing more to say. */
  isDone(): boolean;
  close(): void;
}

type Line<T> = Extract<WireLine, { type: T }>;

/** `lines` are those of one device. Each call of `sync` gets the next answer, and then the broadcasts behind it. */
export async function startOldServer(lines: readonly WireLine[]): Promise<OldServer> {
  const requests = new Map(lines.flatMap((line) => (line.type === 'request' ? [[line.call, line]] : [])));
  const pathOf = ({ call }: Line<'answer'>) => requests.get(call)?.path ?? '';
  const answers = lines.filter(
    (line) => line.type === 'answer' && requests.get(line.call)?.method === 'POST',
  );
  const pending = lines.filter(
    (line) =>
      (line.type === 'received' && 'binary' in line) ||
      (line.type === 'answer' && line.status === 200 && pathOf(line).endsWith('/rpc/sync')),
  );
  /** The channel that is joined. */
  let channel: WebSocket | null = null;
  let now = lines[0]?.at ?? 0;

  function next(path: string): Line<'answer'> | undefined {
    if (path.endsWith('/rpc/sync')) return pending.shift() as Line<'answer'> | undefined;
    const found = answers.find(
      (line): line is Line<'answer'> => line.type === 'answer' && pathOf(line) === path,
    );
    // Another of its kind was recorded for later.
    if (found) answers.splice(answers.indexOf(found), 1);
    return found;
  }

  function sendBroadcasts(): void {
    for (let line = pending[0]; channel && line?.type === 'received' && 'binary' in line; line = pending[0]) {
      pending.shift();
      now = line.at;
      channel.send(Buffer.from(line.binary, 'base64'));
    }
  }

  async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    for await (const _ of request);
    const path = request.url ?? '';
    // Broadcasts that came before this answer did so in a channel that is yet to be joined.
    while (path.endsWith('/rpc/sync') && pending[0]?.type === 'received') await pause(5);
    const line = next(path);
    // It has said all that it said then.
    if (!line) {
      reply.writeHead(503).end();
      return;
    }
    now = line.at;
    reply.writeHead(line.status, { 'content-type': 'application/json' });
    reply.end(line.body === null ? '' : JSON.stringify(line.body), sendBroadcasts);
  }

  const server = createServer((request, reply) => void answer(request, reply));
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      const [joinRef, ref, topic, event] = JSON.parse((data as Buffer).toString()) as (string | null)[];
      if (event === 'access_token') return;
      for (const said of repliesTo(lines, event ?? ''))
        socket.send(JSON.stringify([joinRef, said[1] === null ? null : ref, topic, said[3], said[4]]));
      if (event !== 'phx_join') return;
      channel = socket;
      sendBroadcasts();
    });
    socket.on('close', () => {
      if (channel === socket) channel = null;
    });
  });

  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The old server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    now: () => now,
    isDone: () => pending.length === 0,
    close() {
      for (const socket of sockets.clients) socket.terminate();
      server.close();
      server.closeAllConnections();
    },
  };
}

type Message = [string | null, string | null, string, string, unknown];

/** What followed the first push of this kind: its reply, and to a join also what the system says. */
function repliesTo(lines: readonly WireLine[], event: string): Message[] {
  const messages = lines.flatMap((line) =>
    (line.type === 'sent' || line.type === 'received') && 'json' in line
      ? [{ ...line, message: line.json as Message }]
      : [],
  );
  const push = messages.find(({ type, message }) => type === 'sent' && message[3] === event);
  if (!push) return [];
  return messages
    .filter(({ type, socket, message: [joinRef, ref, , kind] }) => {
      if (type !== 'received' || socket !== push.socket) return false;
      if (kind === 'phx_reply') return ref === push.message[1];
      return kind === 'system' && event === 'phx_join' && joinRef === push.message[0];
    })
    .map(({ message }) => message);
}
