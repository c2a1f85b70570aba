import { exchangeKey, type Keys } from '../keys.ts';
import { isRecord, type UserBroadcast } from './frames.ts';
import type { Pass, Server } from './server.ts';
import { confirmToken } from './token.ts';
import type { Message } from './topics.ts';

type Letter = { topic: string; private: boolean; message: Message };

const base = '/realtime/v1/api/broadcast';

/**
 * Broadcasts over HTTP: many at once as `{messages}`, or one, whose topic and event stand in the path. 202
 * says only that the request was understood: what the sender may not send to a private topic goes nowhere.
 */
export async function httpBroadcast(request: Request, server: Server, keys: Keys): Promise<Response> {
  const url = new URL(request.url);
  if (request.method !== 'POST' || !url.pathname.startsWith(base)) return empty(404);
  const pass = passOf(request, keys);
  if (!pass) return Response.json({ message: 'Unauthorized' }, { status: 401 });
  const letters = url.pathname === base ? await manyLetters(request) : await oneLetter(request, url);
  if (!letters) return Response.json({ errors: { messages: ['is invalid'] } }, { status: 422 });
  if (server.rate.exceeded())
    return Response.json({ error: 'You have exceeded your rate limit' }, { status: 429 });

  for (const { topic, private: isPrivate, message } of letters) {
    if (isPrivate && !(await server.authorization.mayWrite(pass, topic, 'broadcast'))) continue;
    server.rate.count();
    server.topics.publish(topic, isPrivate, message);
  }
  return empty(202);
}

function passOf(request: Request, keys: Keys): Pass | undefined {
  const bearer = request.headers.get('Authorization')?.replace(/^Bearer /, '');
  const token = exchangeKey(bearer || (request.headers.get('apikey') ?? ''), keys);
  const confirmed = confirmToken(token, keys.jwt_secret);
  if (!('claims' in confirmed)) return undefined;
  return { token, claims: confirmed.claims, headers: {}, read: undefined, write: {} };
}

async function manyLetters(request: Request): Promise<Letter[] | undefined> {
  const body: unknown = await request.json().catch(() => undefined);
  const messages = isRecord(body) ? body['messages'] : undefined;
  if (!Array.isArray(messages)) return undefined;
  const letters = messages.map((it: unknown) => (isRecord(it) ? letterOf(it) : undefined));
  return letters.every((letter) => letter !== undefined) ? letters : undefined;
}

function letterOf({
  topic,
  event,
  payload,
  private: isPrivate,
}: Record<string, unknown>): Letter | undefined {
  if (typeof topic !== 'string' || typeof event !== 'string' || !isRecord(payload)) return undefined;
  return { topic, private: isPrivate === true, message: plain(event, payload) };
}

async function oneLetter(request: Request, url: URL): Promise<Letter[] | undefined> {
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

function empty(status: number) {
  return new Response(null, { status });
}
