import { jsonFields } from '../wire/json-fields.ts';
import { meaningOf, type Next } from './answers.ts';
import { createGuardedFetch, errorOf } from './guarded-fetch.ts';
import type { LeftLogin, LoginStorage, ServerAddress } from './login-storage.ts';
import type { Fetch } from './refuse-redirects.ts';

export interface LeftLoginsDeps {
  storage: Pick<LoginStorage, 'leftLogins' | 'forgetLeft'>;
  fetch: Fetch;
}

/** What auth-js has stored, or null where that is no login. */
export function readLogin(stored: string | null, { url, key }: ServerAddress): LeftLogin | null {
  const { access_token, refresh_token } = jsonFields(parsed(stored ?? ''));
  if (typeof access_token !== 'string' || typeof refresh_token !== 'string') return null;
  return { url, key, access_token, refresh_token };
}

/** Ends at their servers the logins that were left. Those whose server does not answer now stay for the next time. */
export async function endLeftLogins({ storage, fetch }: LeftLoginsDeps): Promise<void> {
  const left = await storage.leftLogins().catch(() => []);
  await Promise.allSettled(
    left.map(async (login) => {
      if (await isEnded(login, createGuardedFetch(fetch, callLimit).fetch)) await storage.forgetLeft(login);
    }),
  );
}

const callLimit = 15_000;

/** Asks for the end. Only a token that is not over can ask, so another one may be needed first. */
async function isEnded(login: LeftLogin, fetch: Fetch): Promise<boolean> {
  const { key, access_token, refresh_token } = login;
  const auth = `${login.url.replace(/\/+$/, '')}/auth/v1`;
  const logOut = (token: string): Promise<Response> =>
    fetch(`${auth}/logout?scope=local`, {
      method: 'POST',
      headers: { apikey: key, Authorization: `Bearer ${token}` },
    });
  const answer = await meaning(await logOut(access_token));
  if (answer !== 'token') return answer === 'signed-out';
  const renewed = await fetch(`${auth}/token?grant_type=refresh_token`, {
    method: 'POST',
    headers: { apikey: key, 'Content-Type': 'application/json' },
    body: JSON.stringify({ refresh_token }),
  });
  if (!renewed.ok) return (await meaning(renewed)) === 'signed-out';
  const fresh = jsonFields(await renewed.json()).access_token;
  return typeof fresh === 'string' && (await meaning(await logOut(fresh))) === 'signed-out';
}

async function meaning(response: Response): Promise<Next> {
  return response.ok ? 'signed-out' : meaningOf(await errorOf(response)).next;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
