import type { Answer } from '../messages/answer.ts';
import type { Command } from '../messages/command.ts';
import { createQueue } from '../engine/queue.ts';
import type { Provider } from '../sync/providers.ts';
import { ledgerName } from '../store/ledger-name.ts';
import type { JoinChoice } from '../store/move-ledger.ts';
import type { Account, AuthResult } from '../sync/supabase/auth.ts';
import { compare } from './compare-account.ts';
import type { LifeHost, Server } from '../background/host.ts';
import { openLife, type Life } from '../background/workspace.ts';
import { createMover, withLedger } from './row-mover.ts';

export type AccountCommand = Extract<
  Command,
  {
    type:
      | 'sign-in'
      | 'sign-up'
      | 'send-code'
      | 'enter-code'
      | 'sign-in-with'
      | 'join'
      | 'sign-out'
      | 'delete-account'
      | 'remove-device'
      | 'connect';
  }
>;

type QueuedCommand = Exclude<AccountCommand, { type: 'sign-in-with' }>;

/** Who is signed in, at which server, and the life that goes with it. Changes of either come one after another. */
export function createAccounts(host: LifeHost) {
  const { status, servers, disk, authWindow } = host;
  const mover = createMover(host);
  const queue = createQueue();
  let server: Server | null = null;
  let current: Promise<Life> | null = null;
  /** How often somebody was signed in; also who was before. */
  let entries = 0;

  async function start(): Promise<Life> {
    const known = status.get().server;
    const address = known?.own ? known : servers.builtIn();
    server = address && servers.open(address);
    await status.patch({ server: address });
    const { account, device, owner, clock_offset } = status.get();
    if (account && server) {
      await mover.finish(account.id);
      const remote = host.journal.watch(await server.remote(device));
      return openLife(host, { id: account.id, remote });
    }
    await status.patch({
      account: null,
      link: 'signed-out',
      problem: null,
      // What no account ever shared goes by this machine's clock.
      clock_offset: owner === null ? 0 : clock_offset,
    });
    return openLife(host, null);
  }

  /** One that could not begin, for want of space perhaps, begins anew with the next that is asked of it. */
  function life(): Promise<Life> {
    current ??= start().catch((error: unknown) => {
      current = null;
      throw error;
    });
    return current;
  }

  /**
   * Ends the life that is there, changes what has to change between two lives, and begins the next one: the one that
   * whoever asks meanwhile gets.
   */
  async function turn(change: () => Promise<void>): Promise<Life> {
    const before = await life();
    const next = async (): Promise<Life> => {
      await before.close();
      await change();
      return start();
    };
    current = next().catch((error: unknown) => {
      current = null;
      throw error;
    });
    return current;
  }

  async function enter(using: Server, outcome: AuthResult<Account>): Promise<Answer> {
    if (!outcome.ok) return outcome;
    const account = outcome.value;
    // What was made before anybody signed in here goes along; what somebody else left here does not.
    if (status.get().owner === null && !(await mover.isUntouched())) {
      const compared = await compare(host, await using.remote(status.get().device), account.id);
      if (!compared.ok) {
        await using.auth.signOut();
        return compared;
      }
      if (!compared.isBlank) {
        await status.patch({ joining: { ...account, offset: compared.offset } });
        return { ok: true };
      }
      return take(account, 'both', compared.offset);
    }
    return take(account, 'both', 0);
  }

  async function take({ id, email }: Account, choice: JoinChoice, offset: number): Promise<Answer> {
    entries += 1;
    if (status.get().account?.id !== id) {
      await turn(async () => {
        if (status.get().owner === null) await mover.begin(id, choice, offset);
        const account = { id, email };
        await status.patch({ account, joining: null, owner: id, link: 'syncing', problem: null });
      });
    }
    const entered = await life();
    entered.pageOpened();
    entered.syncSoon();
    return { ok: true };
  }

  async function leave(keep: boolean): Promise<Answer> {
    const { account, joining, owner, problem } = status.get();
    const isGone = problem?.reason === 'account_deleted';
    await turn(async () => {
      // What was read to compare with; an earlier copy may hold what was never sent.
      if (joining && (await withLedger(host, joining.id, (copy) => copy.waitingCount())) === 0) {
        await disk.erase(ledgerName(joining.id));
      }
      if (owner !== null && !keep) await disk.erase(ledgerName(owner));
      else if (owner !== null && isGone) await mover.out(owner, status.get().clock_offset);
      await server?.auth.signOut();
      await status.patch({
        account: null,
        joining: null,
        owner: keep && !isGone ? (account?.id ?? owner) : null,
        link: 'signed-out',
        problem: null,
      });
    });
    return { ok: true };
  }

  async function deleteAccount(using: Server, keep: boolean): Promise<Answer> {
    const deleted = await using.auth.deleteAccount();
    if (!deleted.ok && deleted.reason !== 'account_deleted') return deleted;
    // A worker that dies now finds an account that is gone, and asks again what is to stay here.
    await status.patch({ link: 'problem', problem: { reason: 'account_deleted', detail: '' } });
    return leave(keep);
  }

  async function removeDevice(using: Server, id: string): Promise<Answer> {
    const removed = await using.auth.removeDevice(id);
    if (!removed.ok) return removed;
    await (await life()).sync();
    return { ok: true };
  }

  async function connect(address: { url: string; key: string } | null): Promise<Answer> {
    if (address && !URL.canParse(address.url)) return { ok: false, reason: 'bad_url' };
    await turn(async () => {
      await server?.drop();
      await status.patch({
        server: address && { ...address, own: true },
        account: null,
        joining: null,
        link: 'signed-out',
        problem: null,
      });
    });
    return { ok: true };
  }

  /**
   * The window may stand for minutes, and nobody else waits for it. Should the worker die meanwhile, the verifier is
   * gone with it: the window then leads nowhere, and nothing is half done.
   */
  async function signInWith(provider: Provider): Promise<Answer> {
    await queue(life);
    const using = server;
    const before = entries;
    if (!using) return { ok: false, reason: 'no_server' };
    const visit = { provider, redirect: authWindow.redirectUrl(), verifier: host.makeSecret() };
    const shown = await authWindow.show(await using.auth.providerAddress(visit));
    if (!shown.ok) return shown;
    return queue(async () => {
      await life();
      // Somebody signed in in another way, or out, or chose another server: the window came to nothing.
      const isOvertaken = server !== using || entries !== before || status.get().joining !== null;
      if (isOvertaken) return { ok: false, reason: 'window_closed' };
      return enter(using, await using.auth.finishProviderSignIn(visit, shown.address));
    });
  }

  async function carryOut(command: QueuedCommand): Promise<Answer> {
    if (command.type === 'connect') return connect(command.server);
    if (command.type === 'sign-out') return leave(command.keep);
    if (!server) return { ok: false, reason: 'no_server' };
    const { auth } = server;
    switch (command.type) {
      case 'sign-in':
        return enter(server, await auth.signIn(command));
      case 'sign-up':
        return enter(server, await auth.signUp(command));
      case 'enter-code':
        return enter(server, await auth.enterCode(command.email, command.code));
      case 'send-code': {
        const sent = await auth.sendCode(command.email, command.create);
        return sent.ok ? { ok: true } : sent;
      }
      case 'join': {
        const { joining } = status.get();
        return joining
          ? take(joining, command.choice, joining.offset ?? 0)
          : { ok: false, reason: 'session_expired' };
      }
      case 'delete-account':
        return deleteAccount(server, command.keep);
      case 'remove-device':
        return removeDevice(server, command.id);
    }
  }

  return {
    life,
    isSignedIn: (): boolean => status.get().account !== null,
    async handle(command: AccountCommand): Promise<Answer> {
      if (command.type === 'sign-in-with') return signInWith(command.provider);
      return queue(async () => {
        await life();
        return carryOut(command);
      });
    },
  };
}
