import { exchangeKey, type Keys } from '../http/keys.ts';
import { isRecord, type UserBroadcast } from './frames.ts';
import type { Access, Server } from './server.ts';
import { verifyToken } from './verify-token.ts';
import type { Message } from './topics.ts';

type Broadcast = { topic: string; private: boolean; message: Message };

const base = '/realtime/v1/api/broadcast';

/**
 * Broadcasts over HTTP: several as `{messages}`, or one with its topic and event in the path. The answer 202 means only
 * that the request is valid. Of several, those to private topics that the sender may not write to are dropped; a single
 * one is refused.
 */
export async function httpBroadcast(request: Request, server: Server, keys: Keys): Promise<Response> {
  const url = new URL(request.url);
  if (request.method !== 'POST' || !url.pathname.startsWith(base)) return empty(404);
  const access = accessOf(request, keys);
  if (!access) return unauthorized();
  const broadcasts = url.pathname === base ? await readMany(request) : await readOne(request, url);
  if (!broadcasts) return Response.json({ errors: { messages: ['is invalid'] } }, { status: 422 });
  if (server.rate.exceeded())
    return Response.json({ error: 'You have exceeded your rate limit' }, { status: 429 });

  for (const { topic, private: isPrivate, message } of broadcasts) {
    if (isPrivate && !(await server.authorization.mayWrite(access, topic, 'broadcast'))) {
      if (url.pathname === base) continue;
      return unauthorized();
    }
    server.rate.count();
    server.topics.publish(topic, isPrivate, message);
  }
  return empty(202);
}

function accessOf(request: Request, keys: Keys): Access | undefined {
  const bearer = request.headers.get('Authorization')?.replace(/^Bearer /, '');
  const token = exchangeKey(bearer || (request.headers.get('apikey') ?? ''), keys);
  const confirmed = verifyToken(token, keys.jwt_secret);
  if (!('claims' in confirmed)) return undefined;
  return { token, claims: confirmed.claims, headers: {}, read: undefined, write: {} };
}

async function readMany(request: Request): Promise<Broadcast[] | undefined> {
  const body: unknown = await request.json().catch(() => undefined);
  const messages = isRecord(body) ? body['messages'] : undefined;
  if (!Array.isArray(messages)) return undefined;
  const broadcasts = messages.map((it: unknown) => (isRecord(it) ? readBroadcast(it) : undefined));
  return broadcasts.every((broadcast) => broadcast !== undefined) ? broadcasts : undefined;
}

function readBroadcast({
  topic,
  event,
  payload,
  private: isPrivate,
}: Record<string, unknown>): Broadcast | undefined {
  if (typeof topic !== 'string' || typeof event !== 'string' || !isRecord(payload)) return undefined;
  return { topic, private: isPrivate === true, message: plain(event, payload) };
}

async function readOne(request: Request, url: URL): Promise<Broadcast[] | undefined> {
  const [, topic, event] = /^\/([^/]+)\/events\/([^/]+)$/.exec(url.pathname.slice(base.length)) ?? [];
  if (!topic || !event) return undefined;
  const [topicName, name] = [decoded(topic), decoded(event)];
  if (!topicName || !name) return undefined;
  const isPrivate = url.searchParams.get('private') === 'true';
  if (request.headers.get('Content-Type') === 'application/octet-stream') {
    const bytes = new Uint8Array(await request.arrayBuffer());
    const broadcast: UserBroadcast = { event: name, encoding: 'binary', bytes, meta: '' };
    return [{ topic: topicName, private: isPrivate, message: { kind: 'user', broadcast } }];
  }
  const payload: unknown = await request.json().catch(() => undefined);
  return payload === undefined
    ? undefined
    : [{ topic: topicName, private: isPrivate, message: plain(name, payload) }];
}

function plain(event: string, payload: unknown): Message {
  return { kind: 'plain', payload: { event, payload, type: 'broadcast' } };
}

function decoded(part: string) {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function unauthorized() {
  return Response.json({ message: 'Unauthorized' }, { status: 401 });
}

function empty(status: number) {
  return new Response(null, { status });
}
