import type { ServerReason } from '../server-reason.ts';
import { jsonFields } from '../wire/json-fields.ts';
import { shorten } from '../wire/shorten.ts';
import { meaningOf, redirected, webPage, type ApiError } from './answers.ts';
import type { ServerAddress } from './login-storage.ts';
import { reasonOf, refusalOf, type Refusal } from './failure.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import type { Fetch } from './refuse-redirects.ts';

export type ProbeResult = { ok: true } | Refusal;

/** Tries out a server's address and key, and says what is wrong with them. Needs no login and writes nothing. */
export async function probeServer(
  { url, key }: ServerAddress,
  fetch: Fetch,
  limit = 10_000,
): Promise<ProbeResult> {
  const base = baseOf(url);
  if (!base) return wrong('bad_url', url);
  if (isSecret(key)) return wrong('wrong_key', 'This is the secret key. Use the publishable one.');
  const guarded = createGuardedFetch(fetch, limit);
  const whereTo = async (): Promise<ProbeResult | null> => {
    const target = await redirectTarget(base, fetch, limit);
    return target === null ? null : wrong(redirected, target);
  };
  const ask = async (path: string, call?: object): Promise<Answer> => {
    const headers = { apikey: key, 'Content-Type': 'application/json' };
    const init = call ? { method: 'POST', body: JSON.stringify(call) } : {};
    const response = await guarded.fetch(`${base}${path}`, { ...init, headers });
    return { status: response.status, body: jsonFields(await response.json().catch(() => null)) };
  };
  try {
    const settings = await ask('/auth/v1/settings');
    if (typeof settings.body['external'] !== 'object') {
      const refusal = refusalOfSettings(settings);
      return refusal.reason === redirected ? ((await whereTo()) ?? refusal) : refusal;
    }
    const sync = await ask('/rest/v1/rpc/sync', { cursor: 0, changes: [], device: null });
    // Nobody is signed in, so a function that is there refuses.
    if (sync.status < 300 || isAboutLogin(sync)) return { ok: true };
    if (sync.status !== 404) return refusalOf(errorIn(sync));
    // The tables may be there without the function: then they are those of another version.
    const table = await ask('/rest/v1/pomodoro_checkpoints?select=id&limit=0');
    const isThere = table.status < 400 || isAboutLogin(table);
    return wrong(isThere ? 'other_schema' : reasonOf(errorIn(sync)), errorIn(sync).message);
  } catch (error) {
    const refusal = refusalOf({ message: String(error), status: 0 });
    if (refusal.reason !== 'unreachable' || !(await answersUnread(base, fetch, limit))) return refusal;
    // The browser also hides the answer of a server that sends its very first question on, as from http to https.
    return (await whereTo()) ?? { ...refusal, reason: 'answer_hidden' };
  }
}

/** Whether something answers that the browser keeps from an extension, as it does with pages of gateways. */
function answersUnread(base: string, fetch: Fetch, limit: number): Promise<boolean> {
  const asked = fetch(`${base}/auth/v1/settings`, { mode: 'no-cors', signal: AbortSignal.timeout(limit) });
  return asked.then(
    () => true,
    () => false,
  );
}

/**
 * Where the server sends on to, as an address that could be connected. It is asked without the key, since that is what
 * has to stay here. Null where it sends nowhere, or the browser hides where.
 */
async function redirectTarget(base: string, fetch: Fetch, limit: number): Promise<string | null> {
  try {
    const path = '/auth/v1/settings';
    const { url } = await fetch(`${base}${path}`, {
      credentials: 'omit',
      signal: AbortSignal.timeout(limit),
    });
    const target = baseOf(url.endsWith(path) ? url.slice(0, -path.length) : new URL(url).origin);
    return target === base ? null : target;
  } catch {
    return null;
  }
}

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

function errorIn({ status, body: { code, error_code, message, msg } }: Answer): ApiError {
  const texts = (given: unknown[]) => given.find((text): text is string => typeof text === 'string');
  return {
    status,
    code: texts([error_code, code]),
    message: texts([message, msg]) ?? `The server answered ${status}.`,
  };
}

/** Auth's settings are for everybody who has the key. */
function refusalOfSettings(answer: Answer): Refusal {
  const error = errorIn(answer);
  const { reason } = meaningOf(error);
  if (reason === 'token_refused' || answer.status === 403) {
    return wrong(reason === webPage ? webPage : 'wrong_key', error.message);
  }
  return wrong(reason === 'unexpected' && answer.status < 500 ? 'not_supabase' : reason, error.message);
}

function isAboutLogin(answer: Answer): boolean {
  const error = errorIn(answer);
  return error.code === '42501' || meaningOf(error).next === 'token';
}

function wrong(reason: ServerReason, detail: string): Refusal {
  return { ok: false, reason, detail: shorten(detail) };
}

/** Null for anything but the address of a server. */
function baseOf(url: string): string | null {
  try {
    const { protocol, origin, pathname } = new URL(url.trim());
    return /^https?:$/.test(protocol) ? `${origin}${pathname.replace(/\/+$/, '')}` : null;
  } catch {
    return null;
  }
}

/** The secret key may do everything and must not be in a browser. A new one says so by its prefix, an old one by its role. */
function isSecret(key: string): boolean {
  if (key.startsWith('sb_secret_')) return true;
  const [, claims = ''] = key.split('.');
  try {
    const text = atob(claims.replaceAll('-', '+').replaceAll('_', '/'));
    return jsonFields(JSON.parse(text)).role === 'service_role';
  } catch {
    return false;
  }
}
