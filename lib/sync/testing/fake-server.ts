import type { LeftLogin, LoginStorage } from '../supabase/login-storage.ts';
import type { Fetch } from '../supabase/refuse-redirects.ts';

export interface FakeServer {
  fetch: Fetch;
  /** The path and query of each call so far. */
  calls: string[];
  /** The JSON that those calls sent which sent any. */
  bodies: unknown[];
}

/** Answers by the first path that the address contains. An Error is a network that fails. */
export function fakeServer(answers: Record<string, () => Response | Promise<Response> | Error>): FakeServer {
  const calls: string[] = [];
  const bodies: unknown[] = [];
  return {
    calls,
    bodies,
    fetch(input, init) {
      const { pathname, search } = new URL(input instanceof Request ? input.url : input);
      calls.push(`${pathname}${search}`);
      if (typeof init?.body === 'string') bodies.push(JSON.parse(init.body));
      const [, answer] =
        Object.entries(answers).find(([path]) => `${pathname}${search}`.includes(path)) ?? [];
      const given = answer?.() ?? new Response('not found', { status: 404 });
      return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
    },
  };
}

export interface MemoryStorage extends LoginStorage {
  kept: Map<string, string>;
  left: LeftLogin[];
}

export function memoryStorage(): MemoryStorage {
  const kept = new Map<string, string>();
  let left: LeftLogin[] = [];
  return {
    kept,
    get left() {
      return left;
    },
    getItem: (key) => Promise.resolve(kept.get(key) ?? null),
    setItem: (key, value) => Promise.resolve(void kept.set(key, value)),
    removeItem: (key) => Promise.resolve(void kept.delete(key)),
    leave(login, key) {
      left = [...left, login];
      if (key !== undefined) kept.delete(key);
      return Promise.resolve();
    },
    leftLogins: () => Promise.resolve(left),
    forgetLeft(login) {
      left = left.filter(({ refresh_token }) => refresh_token !== login.refresh_token);
      return Promise.resolve();
    },
  };
}

export const adaId = '01a22ee1-5be8-7038-8646-79417986b67f';

/** What GoTrue answers to a sign-in. */
export function loginJson(lifetime: number, extra: object = {}): object {
  const user = { id: adaId, email: 'ada@example.org', aud: 'authenticated' };
  const claims = btoa(JSON.stringify({ sub: adaId, exp: 4_000_000_000 }));
  return {
    access_token: `e30.${claims}.c2ln`,
    refresh_token: `refresh ${Math.trunc(lifetime)}`,
    token_type: 'bearer',
    expires_in: lifetime,
    expires_at: 1,
    user,
    ...extra,
  };
}
