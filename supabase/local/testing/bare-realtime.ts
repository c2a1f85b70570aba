import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { WebSocketServer } from 'ws';
import { connect, type Database } from '../connect.ts';

/** Stands for a Realtime server without a gateway in front. It makes its schema when the first socket joins. */
export type BareRealtime = {
  url: string;
  /** The paths that were asked for. */
  asked: string[];
  /** Whether the schema was there before the server made it. */
  hadSchema: boolean;
  sql: Database;
  stop(): Promise<void>;
};

/** It answers each message with `['bare', message]`. */
export async function startBareRealtime(database: string): Promise<BareRealtime> {
  const asked: string[] = [];
  const sql = connect(database);
  const sockets = new WebSocketServer({ noServer: true });
  const http = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(request.url === '/api/broadcast' ? 202 : 404).end();
  });
  let making: Promise<void> | undefined;

  async function makeSchema() {
    const [found] = await sql`select to_regnamespace('realtime') is not null as there`;
    server.hadSchema = found?.['there'] === true;
    for (const name of ['realtime-messages', 'realtime-functions'])
      await sql.unsafe(readFileSync(new URL(`../bootstrap/${name}.sql`, import.meta.url), 'utf8'));
  }

  http.on('upgrade', (request, socket, head) => {
    asked.push(request.url ?? '');
    if (!request.url?.startsWith('/socket/websocket')) {
      socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on('message', (data: Buffer) => {
        making ??= makeSchema();
        void making.then(() => client.send(JSON.stringify(['bare', JSON.parse(data.toString())])));
      });
    });
  });
  await new Promise<void>((listening) => {
    http.listen(0, '127.0.0.1', listening);
  });
  const server: BareRealtime = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    asked,
    hadSchema: true,
    sql,
    async stop() {
      for (const client of sockets.clients) client.terminate();
      http.closeAllConnections();
      http.close();
      await sql.end();
    },
  };
  return server;
}
