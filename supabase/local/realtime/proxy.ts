import { once } from 'node:events';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { exchangeKey, type Keys } from '../http/keys.ts';
import type { Realtime } from './gateway.ts';

type Headers = Record<string, string>;

/**
 * Forwards `/realtime/v1` to a real Realtime server. That server knows no `sb_` keys, so they are exchanged for JWTs,
 * as the gateway of hosted Supabase does. Its tenant must have the JWT secret of this backend.
 */
export function proxyRealtime(target: string, keys: Keys): Realtime {
  const { protocol, hostname, port, host } = new URL(target);
  const open = new Set<Duplex>();

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
    if (!path.startsWith('/realtime/v1/')) return socket.destroy();
    const given = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
    const onward = ask('GET', path, Object.fromEntries(given) as Headers);
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => onward.destroy());
    onward.on('error', () => socket.destroy());
    onward.on('response', (answer) => {
      socket.write(headOf(answer));
      answer.pipe(socket);
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
        // Without a gateway in front, the server has its HTTP calls under /api and not under /realtime/v1/api.
        return answer.status === 404 ? await send(pathname.replace('/realtime/v1', '')) : answer;
      } catch {
        return Response.json({ message: `Realtime at ${target} does not answer` }, { status: 502 });
      }
    },
    upgrade,
    async stop() {
      for (const socket of open) socket.destroy();
    },
  };
}

function headOf({ statusCode, statusMessage, rawHeaders }: IncomingMessage) {
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`];
  for (let at = 0; at < rawHeaders.length; at += 2) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
