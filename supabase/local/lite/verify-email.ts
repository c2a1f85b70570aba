type Fetch = (request: Request) => Promise<Response>;

// What a code sent to an e-mail address can be for; hosted Supabase finds out by itself.
const meanings = ['magiclink', 'signup'];

/**
 * Hosted Supabase wants `type: 'email'` for codes, @supabase/lite knows only what the code was sent for.
 * Tries each meaning; a wrong code is refused as the last of them was.
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
