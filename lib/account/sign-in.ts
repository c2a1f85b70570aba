import type { JoinChoice } from '../store/move-ledger.ts';
import type { Account } from '../sync/supabase/auth.ts';
import type { AuthResult } from '../sync/supabase/failure.ts';
import type { AccountHost, Server } from './account-host.ts';
import type { AccountStatus } from './account-status.ts';
import type { AccountAnswer } from './answer.ts';
import { answerClaim, claimAccount, type ProvenSignIn } from './claim-account.ts';
import type { AccountCommands } from './commands.ts';
import { compareAccount } from './compare-account.ts';
import { deviceIdAt, knownDeviceIds, withDeviceIdAt } from './device-ids.ts';
import { findOwner } from './find-owner.ts';
import type { RowMover } from './row-mover.ts';

export type SignedIn = NonNullable<AccountStatus['account']>;

/** Somebody who is about to be signed in, with what is known of their ledger and of their server's clock. */
export type Entering = NonNullable<AccountStatus['joining']>;

/** What comes between a login and the account's workspace: what the person is to be asked first. */
export interface SignIn {
  /**
   * Called once Auth has said who it is. Whoever proved the address of an account that others can open, too, is asked
   * about that.
   */
  finish(at: Server, result: AuthResult<Account>, proven?: ProvenSignIn): Promise<AccountAnswer>;
  answerWaysIn(at: Server, answer: AccountCommands['claim-account']): Promise<AccountAnswer>;
}

export interface SignInDeps {
  mover: RowMover;
  /** Closes the workspace, makes a change, and opens the next one. */
  replace(change: () => Promise<void>): Promise<unknown>;
  switchTo(who: Entering, choice: JoinChoice): Promise<AccountAnswer>;
  /** The name of the server that is connected. */
  serverName(): string;
}

export function createSignIn(host: AccountHost, deps: SignInDeps): SignIn {
  const { mover, replace, switchTo } = deps;
  const { status } = host;

  /** If both this browser and the account have tasks or history, the person is asked what to keep. */
  async function enter(at: Server, account: SignedIn): Promise<AccountAnswer> {
    const { id } = account;
    const name = deps.serverName();
    // Which epoch a server has is asked without saying what this browser is called.
    const found = await findOwner(host, await at.remote(status.get().device, id), { id, name });
    if (!found.ok) return found;
    const { owner, before } = found;
    const known = knownDeviceIds(status.get(), name);
    await status.patch({ device_ids: withDeviceIdAt(known, { name, before }, host.ids.make) });
    const entering = { ...account, owner };
    // Rows from before anybody signed in here go to the account. Rows that somebody else left here do not.
    if (status.get().owner !== null || (await mover.isUntouched())) return switchTo(entering, 'both');
    const compared = await compareAccount(host, await at.remote(deviceIdAt(status.get(), name), id), owner);
    if (!compared.ok) return compared;
    const { isBlank, offset } = compared;
    if (isBlank) return switchTo({ ...entering, offset }, 'both');
    await status.patch({ joining: { ...entering, offset } });
    return { ok: true };
  }

  async function waitForAnswer(joining: NonNullable<AccountStatus['joining']>): Promise<AccountAnswer> {
    const wait = () => status.patch({ account: null, joining, link: 'signed-out', problem: null });
    // Nothing of whoever was signed in here goes out with the new login.
    if (status.get().account) await replace(wait);
    else await wait();
    return { ok: true };
  }

  async function go(at: Server, account: Account, proven?: ProvenSignIn): Promise<AccountAnswer> {
    if (!proven) return enter(at, account);
    const claimed = await claimAccount(at.auth, proven);
    if (!claimed.ok) return claimed;
    const { ask, isUnchecked } = claimed;
    if (ask) return waitForAnswer({ ...account, ways: ask });
    return enter(at, isUnchecked ? { ...account, isUnchecked } : account);
  }

  return {
    async finish(at, result, proven) {
      if (!result.ok) return result;
      const answer = await go(at, result.value, proven);
      if (!answer.ok) await at.auth.signOut();
      return answer;
    },
    async answerWaysIn(at, answer) {
      const { joining } = status.get();
      if (!joining?.ways) return { ok: false, reason: 'session_expired' };
      const answered = await answerClaim(at.auth.waysIn, joining.ways, answer);
      // If the rest fails, the same answer can be given again: it changes nothing the second time.
      return answered.ok ? enter(at, { id: joining.id, email: joining.email }) : answered;
    },
  };
}
