import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { exchangeKey, type Keys } from '../http/keys.ts';
import { versionOf, type Version } from './frames.ts';
import { verifyToken } from './verify-token.ts';

type Admitted = { version: Version; token: string; headers: Record<string, string> };

/**
 * Decides whether a request may become a socket, and answers it if not. The refusals are those of the real server,
 * except for unknown `sb_` keys: those the gateway of hosted Supabase refuses first.
 */
export async function admit(options: {
  request: IncomingMessage;
  socket: Duplex;
  keys: Keys;
  refuseAfter: number;
}): Promise<Admitted | undefined> {
  const { request, socket, keys } = options;
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname !== '/realtime/v1/websocket') return refuse(socket, '404 Not Found', undefined);
  const version = versionOf(url.searchParams.get('vsn'));
  if (!version) return refuse(socket, '403 Forbidden', undefined);

  const header = request.headers['x-api-key'];
  const key = (Array.isArray(header) ? header[0] : header) ?? url.searchParams.get('apikey');
  const token = key ? exchangeKey(key, keys) : '';
  if (token.startsWith('sb_')) return refuse(socket, '401 Unauthorized', { message: 'Invalid API key' });
  const confirmed = token ? verifyToken(token, keys.jwt_secret) : { message: 'API key is missing' };
  if ('claims' in confirmed) return { version, token, headers: xHeaders(request) };
  await delay(options.refuseAfter);
  return refuse(socket, '401 Unauthorized', { error: wordsFor(confirmed.message) });
}

/**
 * Policies can read the headers of the connection in `request.headers`: those that begin with x-, as in hosted
 * Supabase.
 */
function xHeaders(request: IncomingMessage) {
  const headers = Object.entries(request.headers).filter(([name]) => name.startsWith('x-'));
  return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]));
}

// The real server tells only a channel how long ago its token expired.
function wordsFor(message: string) {
  return message.startsWith('Token has expired') ? 'Token has expired' : message;
}

function refuse(socket: Duplex, status: string, body: unknown): undefined {
  const text = body === undefined ? '' : JSON.stringify(body);
  const type = text ? 'Content-Type: application/json; charset=utf-8\r\n' : '';
  socket.end(
    `HTTP/1.1 ${status}\r\n${type}Content-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  );
  return undefined;
}
