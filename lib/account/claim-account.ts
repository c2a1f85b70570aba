import type { RefusalWith } from '../engine/commands/answer.ts';
import type { Auth } from '../sync/supabase/auth.ts';
import type { OtherWaysIn, WaysIn } from '../sync/supabase/ways-in.ts';
import type { AccountReason } from './answer.ts';

type ClaimAuth = Pick<Auth, 'waysIn' | 'signOutOthers'>;

/** A sign-in that proved the address. */
export interface ProvenSignIn {
  /** The password that was typed in the form that began it, if one was. */
  password?: string | undefined;
  /** Whether an account was to be made. */
  mayBeNew: boolean;
  /** Whether the sign-in is there to replace a forgotten password. */
  recovers?: boolean;
}

export interface UnansweredWaysIn extends OtherWaysIn {
  /** Why the password that was typed was not taken. Then nothing else opens the account any more. */
  refused?: string;
}

/** `ask` is what the person is to be asked about. `isUnchecked`: the server is of an earlier version and cannot tell. */
export type Claimed =
  { ok: true; ask: UnansweredWaysIn | null; isUnchecked: boolean } | RefusalWith<AccountReason>;

/**
 * Anybody can sign up with an address that is not theirs. So before anything of a person goes into an account that they
 * reached by proof of its address, whatever else opens it is taken away, or they are asked. Whoever has just made the
 * account, or typed its password here, is not asked.
 */
export async function claimAccount(auth: ClaimAuth, proven: ProvenSignIn): Promise<Claimed> {
  const { password, mayBeNew, recovers = false } = proven;
  const { waysIn } = auth;
  const found = await waysIn.find();
  if (!found.ok) {
    if (found.reason !== 'no_schema') return found;
    return password === undefined ? nothingToAsk(true) : replaceOthers(auth, password);
  }
  if (found.value.state === 'unsure') return { ok: false, reason: 'code_needed' };
  if (found.value.state === 'closed') return recovers ? takePassword(waysIn, password) : nothingToAsk();
  const { ways, isNew } = found.value;
  if (recovers && (ways.providers.length > 0 || ways.factors > 0))
    return recoverAndAsk(waysIn, password, ways);
  const isOnly = isOnlyWay(ways);
  if (password === undefined && !isOnly && !(isNew && mayBeNew)) return { ...nothingToAsk(), ask: ways };
  const claimed = await waysIn.claim(password === undefined && isOnly);
  if (!claimed.ok && claimed.reason !== 'not_asked') return claimed;
  return takePassword(waysIn, password);
}

/** Sets the password that was typed, if one was. One that is refused is asked for once more. */
async function takePassword(waysIn: WaysIn, password: string | undefined): Promise<Claimed> {
  if (password === undefined) return nothingToAsk();
  const set = await setPassword(waysIn, password);
  return set.ok ? nothingToAsk() : { ...nothingToAsk(), ask: { ...noWays, refused: set.reason } };
}

/** A provider or a second factor may be the person's own. A new password takes neither away, so they are asked. */
async function recoverAndAsk(
  waysIn: WaysIn,
  password: string | undefined,
  ways: OtherWaysIn,
): Promise<Claimed> {
  const set = password === undefined ? { ok: true as const } : await setPassword(waysIn, password);
  return set.ok ? { ...nothingToAsk(), ask: ways } : set;
}

/** Carries out what the person answered. Where it was answered elsewhere meanwhile, that answer counts. */
export async function answerClaim(
  waysIn: WaysIn,
  { refused }: UnansweredWaysIn,
  { keep, password }: { keep: boolean; password?: string },
): Promise<{ ok: true } | RefusalWith<AccountReason>> {
  if (refused === undefined) {
    const claimed = await waysIn.claim(keep);
    if (!claimed.ok && claimed.reason !== 'not_asked') return claimed;
  }
  return keep || !password ? { ok: true } : setPassword(waysIn, password);
}

/** Sets a password. The one that the account has already is as good. */
async function setPassword(
  waysIn: Pick<WaysIn, 'setPassword'>,
  password: string,
): ReturnType<WaysIn['setPassword']> {
  const set = await waysIn.setPassword(password);
  return set.ok || set.reason === 'same_password' ? { ok: true, value: null } : set;
}

/** What can be done at a server that knows no claims: another's password and logins go. */
async function replaceOthers(auth: ClaimAuth, password: string): Promise<Claimed> {
  const set = await setPassword(auth.waysIn, password);
  if (!set.ok) return set;
  const ended = await auth.signOutOthers();
  return ended.ok ? nothingToAsk() : ended;
}

const noWays: OtherWaysIn = { password: false, logins: 0, providers: [], factors: 0 };

function isOnlyWay({ password, logins, providers, factors }: OtherWaysIn): boolean {
  return !password && logins === 0 && providers.length === 0 && factors === 0;
}

function nothingToAsk(isUnchecked = false): { ok: true; ask: null; isUnchecked: boolean } {
  return { ok: true, ask: null, isUnchecked };
}
