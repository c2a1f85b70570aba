import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that sends on what it is sent, and the one that it sends to. */
export interface Redirecting {
  url: string;
  /** The address of the other one. */
  target: string;
  /** What arrived at each of them: the path, and what came along in the way of keys and words. */
  asked: string[];
  arrived: string[];
  close(): Promise<void>;
}

const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*, authorization, apikey',
  'Access-Control-Allow-Methods': '*',
};

/** Both answer a browser's question whether it may ask. Everything else the first one sends on with a 307. */
export async function openRedirecting(): Promise<Redirecting> {
  const asked: string[] = [];
  const arrived: string[] = [];
  const target = await listen(arrived, () => null);
  const first = await listen(asked, (path) => `${target.url}${path}`);
  return {
    url: first.url,
    target: target.url,
    asked,
    arrived,
    async close() {
      await Promise.all([first.close(), target.close()]);
    },
  };
}

async function listen(seen: string[], next: (path: string) => string | null) {
  const server = createServer((request, answer) => {
    const { method, url = '/', headers } = request;
    let body = '';
    request.on('data', (piece: Buffer) => {
      body += piece.toString();
    });
    request.on('end', () => {
      if (method === 'OPTIONS') return void answer.writeHead(204, cors).end();
      seen.push([url, headers['apikey'], headers['authorization'], body].filter(Boolean).join(' '));
      const location = next(url);
      if (location === null) {
        return void answer
          .writeHead(200, { ...cors, 'Content-Type': 'application/json' })
          .end('{"external":{}}');
      }
      answer.writeHead(307, { ...cors, Location: location }).end();
    });
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  return new Promise((over) => {
    server.close(() => over());
    server.closeAllConnections();
  });
}
