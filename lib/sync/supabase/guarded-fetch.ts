import { jsonFields } from '../wire/json-fields.ts';
import { answerHidden, meaningOf, noAnswer, saysEnough, webPage, type ApiError } from './answers.ts';
import { isHidden } from './is-hidden.ts';
import { limitBody } from './limit-body.ts';
import { refuseRedirects, type Fetch } from './refuse-redirects.ts';

export interface GuardedFetch {
  fetch: Fetch;
  /** Milliseconds that the last answer of the database asked to wait. Another origin's answer may hide it. */
  retryAfter(): number | undefined;
  /** What kept the last renewal from being answered by Auth itself. */
  renewalError(): ApiError | undefined;
}

/** A server may ask for a longer wait than this (milliseconds), and does not get it: a mistake there would cost a day. */
const longestRetryAfter = 600_000;

/**
 * Fetch for supabase-js. It gives up after `limit` milliseconds, follows no redirect, takes no answer without an end
 * and lets no web page through. It guards the login against two habits of auth-js, which compares the server's `expires_at` with this machine's clock, and which signs
 * out on whatever a proxy, a hook or a rate limit answers to a renewal.
 */
export function createGuardedFetch(fetch: Fetch, limit: number): GuardedFetch {
  const fetchHere = limitBody(refuseRedirects(fetch));
  let retryAfter: number | undefined;
  let renewalError: ApiError | undefined;

  async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const late = AbortSignal.timeout(limit);
    const signal = init?.signal ? AbortSignal.any([init.signal, late]) : late;
    try {
      return await withoutPage(await fetchHere(input, { ...init, signal }));
    } catch (error) {
      // Each browser says this in its own words.
      if (late.aborted) throw new DOMException(noAnswer, 'TimeoutError');
      if (signal.aborted || !(await isHidden(input, init, fetch, limit))) throw error;
      const message = 'Something answers that the browser hides.';
      return Response.json({ code: answerHidden, error_code: answerHidden, message }, { status: 400 });
    }
  }

  return {
    retryAfter: () => retryAfter,
    renewalError: () => renewalError,
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      const isRenewal = url.searchParams.get('grant_type') === 'refresh_token';
      if (isRenewal) renewalError = undefined;
      const response = await send(input, init);
      if (url.pathname.includes('/rest/v1/')) retryAfter = waitAskedBy(response);
      if (!/\/auth\/v1\/(token|signup|verify)$/.test(url.pathname)) return response;
      if (response.ok) return withoutUnneeded(response);
      if (!isRenewal) return response;
      const error = await errorOf(response);
      if (meaningOf(error).next === 'signed-out') return response;
      renewalError = error;
      return asUnavailable(response);
    },
  };
}

function waitAskedBy(response: Response): number | undefined {
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  return seconds > 0 ? Math.min(seconds * 1000, longestRetryAfter) : undefined;
}

/**
 * The answer, if it is the server's. A page or an empty refusal comes from something in front of it: supabase-js would
 * take all of the page for the words of an error, and an empty 404 for a success.
 */
async function withoutPage(response: Response): Promise<Response> {
  if (response.ok && /\bjson\b/.test(response.headers.get('Content-Type') ?? '')) return response;
  const text = await response.clone().text();
  if (text === '' ? response.ok : isJson(text, response.ok)) return response;
  const message = `The server answered ${response.status}.`;
  const status = response.ok ? 406 : response.status;
  const wait = response.headers.get('Retry-After');
  const given = { status, ...(wait !== null && { headers: { 'Retry-After': wait } }) };
  // The self-hosted gateway says this to a wrong key.
  if (status === 401 && text.trim() === 'Unauthorized')
    return Response.json({ message: 'Unauthorized' }, given);
  if (saysEnough(status)) return Response.json({ message }, given);
  return Response.json({ code: webPage, error_code: webPage, message }, given);
}

/** An error of the server is an object. */
function isJson(text: string, ofAnyKind: boolean): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return ofAnyKind || (typeof value === 'object' && value !== null && !Array.isArray(value));
  } catch {
    return false;
  }
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

/** The error that Auth gave, in any of the forms that it has. */
export async function errorOf(response: Response): Promise<ApiError> {
  const { error_code, code, error, msg, message } = jsonFields(await bodyOf(response));
  const texts = (given: unknown[]) => given.find((text): text is string => typeof text === 'string');
  return {
    code: texts([error_code, code, error]),
    message: texts([msg, message]) ?? `The server answered ${response.status}.`,
    status: response.status,
  };
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
