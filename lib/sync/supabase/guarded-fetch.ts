import { jsonFields } from '../wire/json-fields.ts';

export type Fetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

export interface GuardedFetch {
  fetch: Fetch;
  /** Milliseconds that the last answer of the database asked to wait. */
  retryAfter(): number | undefined;
}

/** Answers by which GoTrue itself ends a session; they come with an error code. */
const refusals = [400, 401, 403, 404, 422];

/**
 * Fetch for supabase-js, mending what would cost a person their session: auth-js takes the server's `expires_at` for
 * its own clock's, and signs out on whatever a proxy or a rate limit answers to a refresh. Gives up after `limit` ms.
 */
export function createGuardedFetch(fetch: Fetch, limit: number): GuardedFetch {
  let retryAfter: number | undefined;

  return {
    retryAfter: () => retryAfter,
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      const late = AbortSignal.timeout(limit);
      const response = await fetch(input, {
        ...init,
        signal: init?.signal ? AbortSignal.any([init.signal, late]) : late,
      });
      if (url.pathname.includes('/rest/v1/')) {
        const seconds = Number(response.headers.get('Retry-After') ?? NaN);
        retryAfter = seconds > 0 ? seconds * 1000 : undefined;
      }
      if (!/\/auth\/v1\/(token|signup|verify)$/.test(url.pathname)) return response;
      if (response.ok) return asNeeded(response);
      const isRefresh = url.searchParams.get('grant_type') === 'refresh_token';
      return isRefresh && !(await isRefusal(response)) ? tryAgain(response) : response;
    },
  };
}

/**
 * Without `expires_at` auth-js counts the token's life from now by its own clock, which may be off by hours. A
 * provider's own tokens, which it would keep, open a person's things over there: nothing here needs them.
 */
async function asNeeded(response: Response): Promise<Response> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  const session = jsonFields(body);
  if (session.expires_in === undefined) return response;
  const kept = Object.entries(session).filter(([name]) => !unneeded.includes(name));
  return Response.json(Object.fromEntries(kept), { status: response.status });
}

const unneeded = ['expires_at', 'provider_token', 'provider_refresh_token'];

async function isRefusal(response: Response): Promise<boolean> {
  if (!refusals.includes(response.status)) return false;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  const { error_code, code, error } = jsonFields(body);
  return [error_code, code, error].some((name) => typeof name === 'string');
}

function tryAgain(response: Response): Response {
  return Response.json({ message: `The server answered ${response.status}.` }, { status: 503 });
}
