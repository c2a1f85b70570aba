import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A server that looks like Supabase, and signs everybody in as whoever it likes. */
export interface FalseServer {
  url: string;
  /** All that it was ever told: addresses, headers and bodies. */
  heard(): string;
  close(): Promise<void>;
}

const allowed = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*, authorization, apikey, content-type, x-client-info, prefer',
  'access-control-allow-methods': '*',
};

export async function openFalseServer(person: string): Promise<FalseServer> {
  const heard: string[] = [];
  const epoch = crypto.randomUUID();
  const user = { id: person, email: 'somebody@false.example', aud: 'authenticated' };
  const login = {
    access_token: 'e30.e30.e30',
    refresh_token: 'false',
    token_type: 'bearer',
    expires_in: 3600,
  };

  function answerTo(path: string): object | null {
    const reply = { head: 0, cursor: 0, rows: [], more: false, rejected: [] };
    if (path.startsWith('/auth/v1/token')) return { ...login, user };
    if (path.startsWith('/rest/v1/sync_heads')) return [{ head: 0, epoch }];
    if (path === '/rest/v1/rpc/sync') return { ...reply, server_time: new Date().toISOString(), epoch };
    return null;
  }

  function send(answer: ServerResponse, value: object | null): void {
    answer.writeHead(value ? 200 : 404, { ...allowed, 'content-type': 'application/json' });
    answer.end(JSON.stringify(value ?? { message: 'Nothing is here.' }));
  }

  const server = createServer((request, answer) => {
    const { url = '/', method, headers } = request;
    if (method === 'OPTIONS') {
      answer.writeHead(204, allowed).end();
      return;
    }
    void text(request).then((body) => {
      heard.push(`${url} ${JSON.stringify(headers)} ${body}`);
      send(answer, answerTo(url));
    });
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    heard: () => heard.join('\n'),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
