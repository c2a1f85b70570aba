import { once } from 'node:events';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import { exchangeKey, type Keys } from '../http/keys.ts';
import type { Realtime } from './gateway.ts';

type Headers = Record<string, string>;

const prefix = '/realtime/v1';

/** Where a Realtime server without a gateway in front has what hosted Supabase has under `/realtime/v1`. */
function barePath(path: string): string {
  return path.startsWith(`${prefix}/websocket`)
    ? path.replace(`${prefix}/websocket`, '/socket/websocket')
    : path.replace(prefix, '');
}

export type RealtimeProxy = Realtime & {
  /** Has a socket join a topic, so that the server connects to the database. Whatever comes of it is ignored. */
  knock(): void;
};

/**
 * Forwards `/realtime/v1` to a real Realtime server, bare or with a gateway in front. That server knows no `sb_` keys,
 * so they are exchanged for JWTs, as the gateway of hosted Supabase does. Its tenant must have the JWT secret of this
 * backend.
 */
export function proxyRealtime(target: string, keys: Keys): RealtimeProxy {
  const { protocol, hostname, port, host } = new URL(target);
  const open = new Set<Duplex>();
  const knocking = new Set<WebSocket>();
  /** Whether the server has shown that it has nothing under `/realtime/v1`. */
  let isBare = false;

  /** The client chooses path and query. They must never change which server is asked. */
  function ask(method: string, path: string, headers: Headers): ClientRequest {
    const url = new URL(target);
    const [pathname = '', search = ''] = path.split('?');
    url.pathname = pathname;
    url.search = search;
    const key = url.searchParams.get('apikey');
    if (key) url.searchParams.set('apikey', exchangeKey(key, keys));
    return (protocol === 'https:' ? httpsRequest : httpRequest)({
      // The first part of the host name is the tenant. Not every resolver knows names under localhost.
      hostname: hostname.endsWith('.localhost') ? '127.0.0.1' : hostname,
      port,
      servername: hostname,
      method,
      path: `${url.pathname}${url.search}`,
      headers: { ...exchanged(headers), host, 'accept-encoding': 'identity' },
    });
  }

  function exchanged(headers: Headers): Headers {
    const changed = Object.entries(headers).map(([name, value]) => {
      if (name === 'x-api-key' || name === 'apikey') return [name, exchangeKey(value, keys)];
      if (name === 'authorization')
        return [name, `Bearer ${exchangeKey(value.replace(/^Bearer /, ''), keys)}`];
      return [name, value];
    });
    return Object.fromEntries(changed) as Headers;
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
    const path = request.url ?? '/';
    if (!path.startsWith(`${prefix}/`)) return socket.destroy();
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    return connectSocket(request, socket, head, path);
  }

  function connectSocket(request: IncomingMessage, socket: Duplex, head: Buffer, path: string) {
    const given = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
    const isFirstTry = !isBare;
    const onward = ask('GET', isBare ? barePath(path) : path, Object.fromEntries(given) as Headers);
    socket.once('error', () => onward.destroy());
    onward.on('error', () => socket.destroy());
    onward.on('response', (answer) => {
      if (answer.statusCode === 404 && isFirstTry) {
        answer.resume();
        isBare = true;
        return connectSocket(request, socket, head, path);
      }
      // Not even there: what this server is, the next socket finds out again.
      if (answer.statusCode === 404) isBare = false;
      socket.write(headOf(answer));
      return answer.pipe(socket);
    });
    onward.on('upgrade', (answer, upstream, first) => {
      socket.write(headOf(answer));
      socket.write(first);
      for (const [one, other] of [
        [socket, upstream],
        [upstream, socket],
      ] as const) {
        one.on('error', () => other.destroy());
        one.on('close', () => other.destroy());
        one.pipe(other);
      }
      if (head.length > 0) upstream.write(head);
    });
    return onward.end();
  }

  async function forward(method: string, path: string, headers: Headers, body: Buffer): Promise<Response> {
    const onward = ask(method, path, headers);
    onward.end(body);
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    const content = await buffer(answer);
    const type = answer.headers['content-type'];
    return new Response(content.length > 0 ? new Uint8Array(content) : null, {
      status: answer.statusCode ?? 502,
      headers: type ? { 'Content-Type': type } : {},
    });
  }

  return {
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const headers = Object.fromEntries(request.headers);
      const body = Buffer.from(await request.arrayBuffer());
      const send = (path: string) => forward(request.method, `${path}${search}`, headers, body);
      try {
        const answer = await send(pathname);
        return answer.status === 404 ? await send(barePath(pathname)) : answer;
      } catch {
        return Response.json({ message: `Realtime at ${target} does not answer` }, { status: 502 });
      }
    },
    upgrade,
    knock() {
      for (const path of [`${prefix}/websocket`, barePath(`${prefix}/websocket`)]) {
        const url = new URL(target.replace(/^http/, 'ws'));
        url.pathname = path;
        url.search = new URLSearchParams({
          apikey: exchangeKey(keys.secret_key, keys),
          vsn: '2.0.0',
        }).toString();
        if (hostname.endsWith('.localhost')) url.hostname = '127.0.0.1';
        const socket = new WebSocket(url, { headers: { host } });
        knocking.add(socket);
        const topic = 'realtime:knock';
        socket.on('error', () => socket.terminate());
        socket.on('open', () => socket.send(JSON.stringify(['1', '1', topic, 'phx_join', { config: {} }])));
        socket.on('message', () => socket.close());
      }
    },
    async stop() {
      for (const socket of open) socket.destroy();
      for (const socket of knocking) socket.terminate();
    },
  };
}

function headOf({ statusCode, statusMessage, rawHeaders }: IncomingMessage) {
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`];
  for (let at = 0; at < rawHeaders.length; at += 2) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
