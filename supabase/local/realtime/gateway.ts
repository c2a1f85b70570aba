import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { connect } from '../connect.ts';
import type { Keys } from '../http/keys.ts';
import { createAuthorization } from './authorization.ts';
import { followDatabase } from './database-broadcasts.ts';
import { httpBroadcast } from './http-broadcast.ts';
import { createRate } from './rate.ts';
import { createReplay } from './replay.ts';
import type { Server } from './server.ts';
import { realSettings, type GatewaySettings } from './settings.ts';
import { serveSocket } from './socket.ts';
import { createTopics } from './topics.ts';
import { admit } from './upgrade.ts';

/** Serves `/realtime/v1`: our gateway, or the proxy of a real Realtime server. */
export type Realtime = {
  fetch(request: Request): Promise<Response>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): Promise<void>;
};

const restarting = 1012;

/**
 * Supabase Realtime for one database: broadcast and presence on public and private channels. It behaves like the real
 * server, down to the texts of errors. It has no `postgres_changes`, and refuses them as the real server does when they
 * are not switched on.
 */
export async function startGateway(options: {
  database: string;
  keys: Keys;
  settings?: Partial<GatewaySettings>;
}): Promise<Realtime> {
  const settings = { ...realSettings, ...options.settings };
  const sql = connect(options.database, { max: 4 });
  const rate = createRate(settings.eventsPerSecond);
  const topics = createTopics(rate);
  const broadcasts = followDatabase({ url: options.database, topics, rate, settings });
  const server: Server = {
    settings,
    jwtSecret: options.keys.jwt_secret,
    authorization: createAuthorization(sql),
    topics,
    rate,
    replay: createReplay(sql),
    whenFollowing: broadcasts.whenFollowing,
  };
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 8_000_000, perMessageDeflate: false });
  let up = true;
  const closeAll = () => sockets.clients.forEach((client) => client.close(restarting));
  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
    socket.on('error', () => socket.destroy());
    if (!up) return socket.destroy();
    const admitted = await admit({
      request,
      socket,
      keys: options.keys,
      refuseAfter: settings.refuseSocketAfter,
    });
    if (!admitted) return undefined;
    return sockets.handleUpgrade(request, socket, head, (client) => {
      serveSocket({ server, socket: client, ...admitted });
    });
  }

  const gateway: Realtime = {
    fetch: (request) => httpBroadcast(request, server, options.keys),
    upgrade(request, socket, head) {
      upgrade(request, socket, head).catch(() => socket.destroy());
    },
    async stop() {
      up = false;
      rate.stop();
      closeAll();
      await broadcasts.stop();
      await sql.end({ timeout: 1 });
      for (const client of sockets.clients) client.terminate();
    },
  };
  try {
    await broadcasts.ready;
  } catch (error) {
    await gateway.stop();
    throw error;
  }
  return gateway;
}
