import { createServer, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer, type RawData } from 'ws';
import type { WireLine } from '../../test/previous/formats.ts';

/** What stands between one device and the server, and writes down what is said. */
export interface Recorder {
  url: string;
  close(): void;
}

/** The headers that a client of Supabase chooses itself. */
const recordedHeaders = [
  'apikey',
  'authorization',
  'content-type',
  'accept',
  'prefer',
  'content-profile',
  'accept-profile',
];

let numbered = 0;

export async function openRecorder(
  target: string,
  device: WireLine['device'],
  lines: WireLine[],
): Promise<Recorder> {
  const { hostname, port, host } = new URL(target);
  const sockets = new WebSocketServer({ noServer: true });
  const note = (line: { type: WireLine['type'] } & Record<string, unknown>) =>
    void lines.push({ at: Date.now(), device, ...line } as unknown as WireLine);

  const server = createServer(
    (asked, reply) =>
      void pass(asked).then(
        (answer) => {
          const { 'transfer-encoding': _, ...headers } = answer.headers;
          reply.writeHead(answer.status, headers);
          reply.end(answer.body);
        },
        () => reply.destroy(),
      ),
  );

  async function pass(asked: IncomingMessage) {
    const call = (numbered += 1);
    const { method = 'GET', url: path = '/' } = asked;
    const body = await readAll(asked);
    note({ type: 'request', call, method, path, headers: picked(asked.headers), body: parse(body) });
    const answer = await forward(asked, body);
    note({ type: 'answer', call, status: answer.status, body: parse(answer.body) });
    return answer;
  }

  function forward(asked: IncomingMessage, body: Buffer) {
    type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };
    return new Promise<Answer>((resolve, reject) => {
      const { method, url: path, headers } = asked;
      const own = { ...headers, host, 'accept-encoding': 'identity' };
      const onward = request({ hostname, port, method, path, headers: own }, (answer) => {
        const { statusCode: status = 0, headers: given } = answer;
        readAll(answer).then((read) => resolve({ status, headers: given, body: read }), reject);
      });
      onward.on('error', reject);
      onward.end(body);
    });
  }

  server.on('upgrade', (asked: IncomingMessage, raw: Duplex, head: Buffer) => {
    const socket = (numbered += 1);
    const path = asked.url ?? '/';
    const far = new WebSocket(`ws://${host}${path}`);
    far.on('error', () => raw.destroy());
    far.once('open', () =>
      sockets.handleUpgrade(asked, raw, head, (near) => {
        note({ type: 'open', socket, path });
        const carry = (type: 'sent' | 'received', to: WebSocket) => (data: RawData, isBinary: boolean) => {
          const bytes = data as Buffer;
          const frame = isBinary ? { binary: bytes.toString('base64') } : { json: parse(bytes) };
          note({ type, socket, ...frame });
          to.send(bytes, { binary: isBinary });
        };
        near.on('message', carry('sent', far));
        far.on('message', carry('received', near));
        near.on('error', () => far.terminate());
        near.on('close', () => {
          note({ type: 'close', socket, path });
          far.close();
        });
        far.on('close', () => near.close());
      }),
    );
  });

  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The recorder has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function picked(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    recordedHeaders.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])),
  );
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function parse(bytes: Buffer): unknown {
  const text = bytes.toString();
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? null : text;
  }
}
