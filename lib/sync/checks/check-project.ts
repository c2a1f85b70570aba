import type { ServerReason } from '../server-reason.ts';
import { baseOf, createAskServer } from '../supabase/ask-server.ts';
import { isSecretKey } from '../supabase/is-secret-key.ts';
import type { ServerAddress } from '../supabase/login-storage.ts';
import { probeCaptcha } from '../supabase/probe-captcha.ts';
import { probeServer } from '../supabase/probe-server.ts';
import type { Fetch } from '../supabase/refuse-redirects.ts';
import { checkAccounts } from './check-accounts.ts';
import { checkClock } from './check-clock.ts';
import { checkPair } from './check-pair.ts';
import { checkRealtime } from './check-realtime.ts';
import { checkRights } from './check-rights.ts';
import { checkSchema } from './check-schema.ts';
import { checks, fault, good, outside, unseen, type Check, type Finding } from './finding.ts';

export interface ProjectDeps {
  fetch: Fetch;
  openSocket(address: string): WebSocket;
  /** Milliseconds since the epoch, by this machine's clock. */
  now(): number;
  /** How long an answer may take, in milliseconds. */
  limit?: number;
}

/** How long an answer may take, in milliseconds, where nobody says otherwise. */
const slowest = 15_000;

/** Which of the first checks a reason is about. What is not named here keeps everything from being reached. */
const about: Partial<Record<ServerReason, Check>> = {
  wrong_key: 'key',
  no_schema: 'schema',
  other_schema: 'schema',
};

/**
 * Looks at a project as a browser would that nobody is signed in to. Writes nothing. What cannot be looked at, because
 * something before it is not right, is `unseen`.
 */
export async function checkProject(server: ServerAddress, deps: ProjectDeps): Promise<Finding[]> {
  const { limit = slowest } = deps;
  if (isSecretKey(server.key)) return upTo(fault('bad', 'key', 'secret_key'), unseen('reachable'));
  const probed = await probeServer(server, deps.fetch, limit);
  if (!probed.ok) {
    const { reason, detail } = probed;
    return upTo(fault('bad', about[reason] ?? 'reachable', reason, { detail }));
  }
  return [good('reachable'), good('key'), ...(await checkUsable(server, deps))];
}

/** The rest of it, of a server that has been probed and can be used. */
export async function checkUsable(server: ServerAddress, deps: ProjectDeps): Promise<Finding[]> {
  const { limit = slowest, openSocket, now } = deps;
  const base = baseOf(server.url) ?? server.url;
  const ask = createAskServer(base, server.key, deps.fetch, limit);
  const looked = await Promise.all([
    look('schema', () => checkSchema(ask)),
    look('rights', () => checkRights(ask)),
    look('realtime', () => checkRealtime({ base, key: server.key, openSocket, limit })),
    look('accounts', () => checkAccounts(ask, () => probeCaptcha(server, deps.fetch, limit))),
    look('pair', () => checkPair(ask)),
    look('clock', () => checkClock(ask, now)),
  ]);
  return looked.flat();
}

/** A call without an answer is told with the check that wanted it. */
async function look(check: Check, work: () => Promise<Finding | Finding[]>): Promise<Finding[]> {
  try {
    return [await work()].flat();
  } catch (error) {
    return [fault('bad', check, 'unreachable', { detail: String(error) })];
  }
}

/** All lines around the one that is wrong: those before it are right, those after it could not be looked at. */
function upTo(wrong: Finding, before?: Finding): Finding[] {
  const place = checks.indexOf(wrong.check);
  return outside.map((check) => {
    if (check === wrong.check) return wrong;
    return checks.indexOf(check) < place ? (before ?? good(check)) : unseen(check);
  });
}
