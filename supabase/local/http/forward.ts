import { exchangeKey, type Keys } from './keys.ts';

/** What is only between two servers, and what our routes answer themselves. */
const ownHeaders = /^(host|connection|content-length|content-encoding|transfer-encoding|accept-encoding)$/;
const ownAnswers = /^(connection|content-length|content-encoding|transfer-encoding|access-control-.*)$/;

/**
 * Forwards what is asked under `prefix` to a server that has it under the path of `target`. Such a server knows no
 * `sb_` keys, so they are exchanged for JWTs. The client chooses path and query, and never which server is asked.
 */
export function forwardTo(
  target: string,
  prefix: string,
  keys: Keys,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const url = new URL(target);
    url.pathname = `${url.pathname.replace(/\/$/, '')}${pathname.slice(prefix.length)}`;
    const key = request.headers.get('apikey') ?? searchParams.get('apikey') ?? '';
    searchParams.delete('apikey');
    url.search = searchParams.toString();
    const headers = new Headers([...request.headers].filter(([name]) => !ownHeaders.test(name)));
    const bearer = headers.get('Authorization')?.replace(/^Bearer\s+/i, '') ?? key;
    headers.delete('apikey');
    if (bearer) headers.set('Authorization', `Bearer ${exchangeKey(bearer, keys)}`);
    if (key) headers.set('apikey', exchangeKey(key, keys));
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    try {
      const answer = await fetch(url, {
        method: request.method,
        headers,
        redirect: 'manual',
        ...(hasBody && { body: await request.arrayBuffer() }),
      });
      const given = [...answer.headers].filter(([name]) => !ownAnswers.test(name));
      const isEmpty = answer.status === 204 || answer.status === 304;
      const body = isEmpty ? null : await answer.arrayBuffer();
      return new Response(body, { status: answer.status, headers: given });
    } catch {
      return Response.json({ message: `The server at ${target} does not answer` }, { status: 502 });
    }
  };
}
