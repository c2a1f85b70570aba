import { jsonFields } from '../wire/json-fields.ts';

export type Fetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

export interface GuardedFetch {
  fetch: Fetch;
  /** Milliseconds that the last answer of the database asked to wait. */
  retryAfter(): number | undefined;
}

/** With these statuses, and an error code, GoTrue itself says that a login has ended. */
const endingStatuses = [400, 401, 403, 404, 422];

/**
 * Fetch for supabase-js. It gives up after `limit` milliseconds, and it guards the login against two habits of
 * auth-js, which compares the server's `expires_at` with this machine's clock, and which signs out on whatever a
 * proxy or a rate limit answers to a refresh.
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
      if (response.ok) return withoutUnneeded(response);
      const isRefresh = url.searchParams.get('grant_type') === 'refresh_token';
      return isRefresh && !(await endsLogin(response)) ? asUnavailable(response) : response;
    },
  };
}

/**
 * Without `expires_at` auth-js counts the token's life from now on, by its own clock, so it does not matter if that
 * is hours off. A provider's own tokens open a person's things at the provider: nothing here needs them, and auth-js
 * would store them.
 */
const unneeded = ['expires_at', 'provider_token', 'provider_refresh_token'];

async function withoutUnneeded(response: Response): Promise<Response> {
  const login = jsonFields(await bodyOf(response));
  if (login.expires_in === undefined) return response;
  const kept = Object.entries(login).filter(([name]) => !unneeded.includes(name));
  return Response.json(Object.fromEntries(kept), { status: response.status });
}

async function endsLogin(response: Response): Promise<boolean> {
  if (!endingStatuses.includes(response.status)) return false;
  const { error_code, code, error } = jsonFields(await bodyOf(response));
  return [error_code, code, error].some((name) => typeof name === 'string');
}

/** Null where it is no JSON. */
function bodyOf(response: Response): Promise<unknown> {
  return response
    .clone()
    .json()
    .catch(() => null);
}

/** A 503 has auth-js try again later. */
function asUnavailable(response: Response): Response {
  return Response.json({ message: `The server answered ${response.status}.` }, { status: 503 });
}
