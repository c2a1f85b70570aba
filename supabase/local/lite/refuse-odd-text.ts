import type { Fetch } from './fetch.ts';

const sentence = 'A text has a character that cannot be stored: NUL, or half of a pair of UTF-16.';

/**
 * PostgreSQL stores neither NUL nor half a surrogate pair. @supabase/lite answers 500 to such a name, and the client
 * could not tell what is wrong.
 */
export function refuseOddText(fetch: Fetch): Fetch {
  return async (request) => {
    if (request.method === 'GET' || !request.url.includes('/auth/v1/')) return fetch(request);
    if (!isOdd(await request.clone().text())) return fetch(request);
    return Response.json({ code: 400, error_code: 'validation_failed', msg: sentence }, { status: 400 });
  };
}

function isOdd(text: string): boolean {
  try {
    let odd = false;
    JSON.parse(text, (key: string, value: unknown) => {
      odd ||= isOddText(key) || (typeof value === 'string' && isOddText(value));
      return value;
    });
    return odd;
  } catch {
    return false;
  }
}

function isOddText(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}
