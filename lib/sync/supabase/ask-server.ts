import { jsonFields } from '../wire/json-fields.ts';
import { meaningOf, type ApiError } from './answers.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import type { ServerAddress } from './login-storage.ts';
import type { Fetch } from './refuse-redirects.ts';

export interface ServerAnswer {
  status: number;
  body: Record<string, unknown>;
  /** The server's clock, milliseconds since the epoch. Null where a browser hides it. */
  date: number | null;
}

/** Asks a path with the key. With `call` it is a POST that carries it. Throws where no answer can be read. */
export type AskServer = (path: string, call?: object) => Promise<ServerAnswer>;

/** Asks a server as nobody who is signed in. `base` is its address without a slash at the end. */
export function createAskServer(
  base: string,
  key: ServerAddress['key'],
  fetch: Fetch,
  limit: number,
): AskServer {
  const guarded = createGuardedFetch(fetch, limit);
  return async (path, call) => {
    const headers = { apikey: key, 'Content-Type': 'application/json' };
    const init = call ? { method: 'POST', body: JSON.stringify(call) } : {};
    const response = await guarded.fetch(`${base}${path}`, { ...init, headers });
    const date = Date.parse(response.headers.get('Date') ?? '');
    return {
      status: response.status,
      body: jsonFields(await response.json().catch(() => null)),
      date: Number.isNaN(date) ? null : date,
    };
  };
}

export function errorIn({ status, body: { code, error_code, message, msg } }: ServerAnswer): ApiError {
  const texts = (given: unknown[]) => given.find((text): text is string => typeof text === 'string');
  return {
    status,
    code: texts([error_code, code]),
    message: texts([message, msg]) ?? `The server answered ${status}.`,
  };
}

/** Whether something is there and only refuses a stranger. */
export function isAboutLogin(answer: ServerAnswer): boolean {
  const error = errorIn(answer);
  return error.code === '42501' || meaningOf(error).next === 'token';
}

/** The address of a server without what follows its path. Null for anything else. */
export function baseOf(url: string): string | null {
  try {
    const { protocol, origin, pathname } = new URL(url.trim());
    return /^https?:$/.test(protocol) ? `${origin}${pathname.replace(/\/+$/, '')}` : null;
  } catch {
    return null;
  }
}
