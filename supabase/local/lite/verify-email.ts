import type { Fetch } from './fetch.ts';

// What a mailed code can be for. Hosted Supabase finds out which one it is.
const meanings = ['magiclink', 'signup'];

/**
 * For a mailed code hosted Supabase wants `type: 'email'`, but @supabase/lite wants what the code was sent for. This
 * tries each. The answer to a wrong code is that of the last one.
 */
export function verifyEmail(fetch: Fetch): Fetch {
  return async (request) => {
    if (request.method !== 'POST' || !request.url.includes('/auth/v1/verify')) return fetch(request);
    const text = await request.text();
    const body = parse(text);
    const types = body?.['type'] === 'email' ? meanings : [body?.['type']];
    let answer: Response | undefined;
    for (const type of types) {
      const changed = body ? JSON.stringify({ ...body, type }) : text;
      answer = await fetch(
        new Request(request.url, { method: 'POST', headers: request.headers, body: changed }),
      );
      if (answer.ok) break;
    }
    return answer ?? fetch(request);
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
