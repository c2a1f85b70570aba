import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Duplex } from 'node:stream';

/** What a request asks for. */
export type Asked = { path: string; body: Record<string, unknown> };

/** An answer in the place of the backend's: an object goes as JSON, a text as a page. */
export type OtherAnswer = { status: number; body: object | string; headers?: Record<string, string> };

/** An address in front of the backend, where requests can be answered as hosted servers and gateways do at times. */
export type Front = {
  url: string;
  /** From now on asks this about each request. Null lets it through to the backend. */
  answer(choose: (asked: Asked) => OtherAnswer | null): void;
  /** From now on opens no socket. */
  refuseSockets(): void;
  close(): Promise<void>;
};

/** Opens a front before `target`, the address of a backend. Sockets go through it as they are. */
export async function openFront(target: string): Promise<Front> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Duplex>();
  let choose: Parameters<Front['answer']>[0] = () => null;
  let hasSockets = true;

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    // Preflights are answered as ever.
    const other =
      incoming.method === 'OPTIONS' ? null : choose({ path: incoming.url ?? '/', body: fields(body) });
    if (other) return send(other, response);
    const { method, url: path, headers } = incoming;
    const passed = request({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    passed.end(body);
  }

  const server = createServer((incoming, response) => void handle(incoming, response));
  server.on('connection', (socket) => hold(socket));
  server.on('upgrade', (incoming, near, head) => {
    if (!hasSockets) {
      near.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    const far = connect(Number(port), hostname);
    hold(far);
    const lines = incoming.rawHeaders.map((text, at) => (at % 2 === 0 ? `${text}: ` : `${text}\r\n`));
    far.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${lines.join('')}\r\n`);
    far.write(head);
    near.pipe(far).pipe(near);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
  });

  function hold(socket: Duplex): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  }

  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The front has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    answer(next) {
      choose = next;
    },
    refuseSockets() {
      hasSockets = false;
    },
    async close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      for (const socket of sockets) socket.destroy();
      await closed.promise;
    },
  };
}

function send({ status, body, headers }: OtherAnswer, response: ServerResponse): void {
  const isPage = typeof body === 'string';
  response.writeHead(status, {
    'Content-Type': isPage ? 'text/html' : 'application/json',
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': '*',
    ...headers,
  });
  response.end(isPage ? body : JSON.stringify(body));
}

function fields(body: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(body.toString()) as Record<string, unknown>;
  } catch {
    return {};
  }
}
