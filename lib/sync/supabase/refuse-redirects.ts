import { redirected } from './answers.ts';

export type Fetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

const statuses = [301, 302, 303, 307, 308];

/**
 * Fetch for every call that carries a key, a token or a password. It reaches the address that it is given and no other:
 * with a 307 a server could have the browser carry all of that to somebody else.
 */
export function refuseRedirects(fetch: Fetch): Fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'manual' });
    // Browsers hide the status and where it leads.
    const isRedirect = response.type === 'opaqueredirect' || statuses.includes(response.status);
    return isRedirect ? refusal() : response;
  };
}

function refusal(): Response {
  const message = 'The server sends this on to another address.';
  return Response.json({ code: redirected, error_code: redirected, message }, { status: 400 });
}
