import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { exchangeKey, type Keys } from '../keys.ts';
import type { Realtime } from './gateway.ts';

/**
 * Forwards `/realtime/v1` to a real Realtime server. It knows no `sb_` keys, so they are exchanged for JWTs on
 * the way, as hosted Supabase's gateway does; its tenant must have the same JWT secret as this backend.
 */
export function proxyRealtime(target: string, keys: Keys): Realtime {
  const { protocol, host } = new URL(target);
  const open = new Set<Duplex>();

  /** Path and query are a client's: they must not lead to another server. */
  function addressOf(path: string) {
    const url = new URL(target);
    const [pathname = '', search = ''] = path.split('?');
    url.pathname = pathname;
    url.search = search;
    const key = url.searchParams.get('apikey');
    if (key) url.searchParams.set('apikey', exchangeKey(key, keys));
    return url;
  }

  function exchanged(headers: [string, string][]): Record<string, string> {
    const kept = headers.filter(([name]) => !['host', 'content-length'].includes(name.toLowerCase()));
    const changed = kept.map(([name, value]) => {
      if (/^(x-api-key|apikey)$/i.test(name)) return [name, exchangeKey(value, keys)];
      if (/^authorization$/i.test(name)) return [name, `Bearer ${exchangeKey(value.slice(7), keys)}`];
      return [name, value];
    });
    // The first label of the host names the tenant.
    return { ...(Object.fromEntries(changed) as Record<string, string>), host };
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
    const { pathname } = new URL(request.url ?? '/', target);
    if (!pathname.startsWith('/realtime/v1/')) return socket.destroy();
    const send = protocol === 'https:' ? httpsRequest : httpRequest;
    const given = Object.entries(request.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const onward = send(addressOf(request.url ?? '/'), { headers: exchanged(given) });
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
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
      socket.on('close', () => upstream.destroy());
      upstream.on('close', () => socket.destroy());
      upstream.pipe(socket).pipe(upstream);
      if (head.length > 0) upstream.write(head);
    });
    return onward.end();
  }

  return {
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      return fetch(addressOf(`${pathname}${search}`), {
        method: request.method,
        headers: exchanged([...request.headers]),
        body: request.body ? await request.arrayBuffer() : null,
      }).catch(() => Response.json({ message: `Realtime at ${target} does not answer` }, { status: 502 }));
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
