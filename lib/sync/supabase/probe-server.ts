import type { ServerReason } from '../server-reason.ts';
import { jsonFields } from '../wire/json-fields.ts';
import type { ServerAddress } from './connection.ts';
import type { Fetch } from './guarded-fetch.ts';

export type ProbeResult = { ok: true } | { ok: false; reason: ServerReason; detail: string };

/** Tries out a server's address and key, and says what is wrong with them. Needs no login and writes nothing. */
export async function probeServer(
  { url, key }: ServerAddress,
  fetch: Fetch,
  limit = 10_000,
): Promise<ProbeResult> {
  const base = baseOf(url);
  if (!base) return wrong('bad_url', url);
  if (isSecret(key)) return wrong('wrong_key', 'This is the secret key. Use the publishable one.');
  const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = { apikey: key, 'Content-Type': 'application/json' };
    const response = await fetch(`${base}${path}`, { ...init, headers, signal: AbortSignal.timeout(limit) });
    return { status: response.status, body: await response.json().catch(() => null) };
  };
  try {
    const auth = await ask('/auth/v1/settings');
    if (auth.status >= 500) return wrong('unreachable', `HTTP ${auth.status}`);
    if ((auth.status === 401 || auth.status === 403) && auth.body !== null) {
      return wrong('wrong_key', wordsOf(auth));
    }
    if (typeof jsonFields(auth.body).external !== 'object') {
      return wrong('not_supabase', `HTTP ${auth.status}`);
    }
    const call = { cursor: 0, changes: [], device: null };
    const sync = await ask('/rest/v1/rpc/sync', { method: 'POST', body: JSON.stringify(call) });
    // Nobody is signed in, so a function that is there refuses. 404 means that there is none.
    if (sync.status === 404) return wrong('no_schema', wordsOf(sync));
    if (sync.status >= 500) return wrong('unexpected', wordsOf(sync));
    return { ok: true };
  } catch (error) {
    return wrong('unreachable', String(error));
  }
}

interface Answer {
  status: number;
  body: unknown;
}

function wordsOf({ status, body }: Answer): string {
  const { message, msg } = jsonFields(body);
  const text = message ?? msg;
  return typeof text === 'string' ? text : `HTTP ${status}`;
}

function wrong(reason: ServerReason, detail: string): ProbeResult {
  return { ok: false, reason, detail };
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
