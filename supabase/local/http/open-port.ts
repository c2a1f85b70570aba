import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';

type Fetch = Parameters<typeof getRequestListener>[0];
type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export type OpenPort = {
  url: string;
  serve(fetch: Fetch, upgrade: Upgrade): void;
  /** Answers 503 again from now on, as before `serve`. */
  pause(): void;
  close(): Promise<void>;
};

const notNow: Fetch = () => new Response(null, { status: 503, headers: { 'Retry-After': '1' } });

/**
 * Listens on a port of 127.0.0.1: the wished one, or any other if that is taken. Before `serve`, requests are told to
 * retry after one second, so that clients find a restarted backend quickly.
 */
export async function openPort(wished = 0): Promise<OpenPort> {
  let answer = getRequestListener(notNow);
  let upgrade: Upgrade | undefined;
  const server = createServer((request, response) => void answer(request, response));
  server.on('upgrade', (request, socket, head) =>
    upgrade ? upgrade(request, socket, head) : socket.destroy(),
  );
  const port = (await listen(server, wished)) ?? (await listen(server, 0));
  if (!port) throw new Error('There is no free port on 127.0.0.1.');
  return {
    url: `http://127.0.0.1:${port}`,
    serve(fetch, handle) {
      answer = getRequestListener(fetch);
      upgrade = handle;
    },
    pause() {
      answer = getRequestListener(notNow);
      upgrade = undefined;
    },
    async close() {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
    },
  };
}

function listen(server: Server, port: number): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const taken = () => resolve(undefined);
  server.once('error', taken);
  server.listen({ port, host: '127.0.0.1' }, () => {
    server.off('error', taken);
    const address = server.address();
    resolve(typeof address === 'object' ? address?.port : undefined);
  });
  return promise;
}
