import type { ServerReason } from '../server-reason.ts';
import { shorten } from '../wire/shorten.ts';
import { answerHidden, meaningOf, redirected, webPage } from './answers.ts';
import { baseOf, createAskServer, errorIn, isAboutLogin, type ServerAnswer } from './ask-server.ts';
import { isSecretKey } from './is-secret-key.ts';
import type { ServerAddress } from './login-storage.ts';
import { reasonOf, refusalOf, type Refusal } from './failure.ts';
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
  if (isSecretKey(key)) return wrong('wrong_key', 'This is the secret key. Use the publishable one.');
  const ask = createAskServer(base, key, fetch, limit);
  const whereTo = async (): Promise<ProbeResult | null> => {
    const target = await redirectTarget(base, fetch, limit);
    return target === null ? null : wrong(redirected, target);
  };
  try {
    const settings = await ask('/auth/v1/settings');
    if (typeof settings.body['external'] !== 'object') {
      const refusal = refusalOfSettings(settings);
      // The browser also hides the answer of a server that sends its very first question on, as from http to https.
      const mayLead = refusal.reason === redirected || refusal.reason === answerHidden;
      return mayLead ? ((await whereTo()) ?? refusal) : refusal;
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
    return refusalOf({ message: String(error), status: 0 });
  }
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

/** Auth's settings are for everybody who has the key. */
function refusalOfSettings(answer: ServerAnswer): Refusal {
  const error = errorIn(answer);
  const { reason } = meaningOf(error);
  if (reason === 'token_refused' || answer.status === 403) {
    return wrong(reason === webPage ? webPage : 'wrong_key', error.message);
  }
  return wrong(reason === 'unexpected' && answer.status < 500 ? 'not_supabase' : reason, error.message);
}

function wrong(reason: ServerReason, detail: string): Refusal {
  return { ok: false, reason, detail: shorten(detail) };
}
