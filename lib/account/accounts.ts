import type { HandlersOf } from '../engine/commands/command-map.ts';
import { createQueue } from '../engine/queue.ts';
import type { JoinChoice } from '../store/move-ledger.ts';
import type { Provider } from '../sync/providers.ts';
import type { Remote } from '../sync/remote.ts';
import { serverName } from '../sync/server-name.ts';
import type { AuthResult } from '../sync/supabase/failure.ts';
import type { AccountHost, Server } from './account-host.ts';
import type { AccountAnswer } from './answer.ts';
import type { AccountCommands } from './commands.ts';
import { deviceIdAt, knownDeviceIds } from './device-ids.ts';
import { keepsLedger } from './keeps-ledger.ts';
import { createLeaving } from './leaving.ts';
import { createRowMover } from './row-mover.ts';
import { createSignIn, type Entering } from './sign-in.ts';
import { createWorkspaceHolder } from './workspace-holder.ts';

/** Who is signed in, at which server, and the workspace that goes with it. */
export interface Accounts<Workspace> {
  /** The workspace of whoever is signed in, or of nobody. */
  workspace(): Promise<Workspace>;
  isSignedIn(): boolean;
  /** They run one after another, except while the window of a provider is open. */
  handlers: HandlersOf<AccountCommands, Promise<AccountAnswer>>;
}

/** What signing in and out needs of a workspace. */
export interface AccountWorkspace {
  sync(): Promise<void>;
  /** The same, if nobody waits for it. */
  startSync(): void;
  /** A page was opened: somebody is looking. */
  pageOpened(): void;
  close(): Promise<void>;
}

/** Null is the signed-out workspace, whose timer needs no server. */
export type WorkspaceAccount = { id: string; remote: Remote } | null;

export interface AccountsDeps<Workspace> {
  openWorkspace(account: WorkspaceAccount): Promise<Workspace>;
  /** Brings the toolbar up to date with who is signed in now. */
  afterCommand(): Promise<void>;
}

export function createAccounts<Workspace extends AccountWorkspace>(
  host: AccountHost,
  { openWorkspace, afterCommand }: AccountsDeps<Workspace>,
): Accounts<Workspace> {
  const { status, servers, authWindow } = host;
  const mover = createRowMover(host);
  const queue = createQueue();
  const workspace = createWorkspaceHolder(open);
  const signIn = createSignIn(host, { mover, replace: workspace.replace, switchTo, serverName: () => name });
  const leaving = createLeaving({ host, mover, workspace, server: () => server });
  let server: Server | null = null;
  /** The server's name, as ledgers and device ids are kept by it. */
  let name = '';
  /** Counts sign-ins, also those of somebody who was signed in already. */
  let signIns = 0;

  async function open(): Promise<Workspace> {
    const known = status.get().server;
    const address = known?.own ? known : servers.builtIn();
    server = address && servers.open(address);
    name = address ? serverName(address.url) : '';
    const { account, owner, device } = status.get();
    await status.patch({ server: address, device_ids: knownDeviceIds(status.get(), name) });
    if (account && server && owner !== null && (await keepsLedger(host, owner, name))) {
      await mover.finish(owner, { from: deviceIdAt(status.get()), to: device });
      return openWorkspace({ id: account.id, remote: await server.remote(device, account.id) });
    }
    if (account) await server?.auth.signOut();
    await status.patch({ account: null, link: 'signed-out', problem: null });
    return openWorkspace(null);
  }

  async function switchTo(
    { id, email, isUnchecked, owner = id, offset = 0 }: Entering,
    choice: JoinChoice,
  ): Promise<AccountAnswer> {
    signIns += 1;
    const before = status.get();
    if (before.account?.id !== id || before.owner !== owner) {
      await workspace.replace(async () => {
        if (before.owner === null) await mover.begin(owner, choice, offset);
        await status.patch({
          account: { id, email, ...(isUnchecked && { isUnchecked }) },
          joining: null,
          owner,
          device: deviceIdAt(before, name),
          link: 'syncing',
          problem: null,
          // Another account's clock says nothing of this one's.
          ...(before.owner !== null && before.owner !== owner && { clock_offset: 0 }),
        });
      });
    } else await status.patch({ link: 'syncing', problem: null });
    const opened = await workspace.current();
    opened.pageOpened();
    opened.startSync();
    return { ok: true };
  }

  /** Changes something of the account at the server, and brings it here. */
  async function changeAccount(change: Promise<AuthResult<null>>): Promise<AccountAnswer> {
    const changed = await change;
    if (!changed.ok) return changed;
    await (await workspace.current()).sync();
    return { ok: true };
  }

  /**
   * The window may be open for minutes, and nobody else waits for it. If the worker dies meanwhile, the verifier is
   * gone with it. Then the window leads nowhere, and nothing is half done.
   */
  async function signInWith(provider: Provider): Promise<AccountAnswer> {
    await queue(workspace.current);
    const at = server;
    const signInsBefore = signIns;
    if (!at) return { ok: false, reason: 'no_server' };
    const visit = { provider, redirect: authWindow.redirectUrl(), verifier: host.makeSecret() };
    const shown = await authWindow.show(await at.auth.providerAddress(visit));
    if (!shown.ok) return shown;
    return queue(async () => {
      await workspace.current();
      // Somebody has signed in in another way, signed out, or chosen another server. Then the window does not count.
      const isTooLate = server !== at || signIns !== signInsBefore || status.get().joining !== null;
      if (isTooLate) return { ok: false, reason: 'window_closed' };
      const result = await at.auth.finishProviderSignIn(visit, shown.address);
      return signIn.finish(at, result, { mayBeNew: true });
    });
  }

  async function answered(call: Promise<AuthResult<null>>): Promise<AccountAnswer> {
    const result = await call;
    return result.ok ? { ok: true } : result;
  }

  async function finished(command: Promise<AccountAnswer>): Promise<AccountAnswer> {
    const answer = await command;
    await afterCommand();
    return answer;
  }

  const inTurn = (work: () => Promise<AccountAnswer>): Promise<AccountAnswer> =>
    finished(
      queue(async () => {
        await workspace.current();
        return work();
      }),
    );

  const atServer = (work: (at: Server) => Promise<AccountAnswer>): Promise<AccountAnswer> =>
    inTurn(async () => (server ? work(server) : { ok: false, reason: 'no_server' }));

  return {
    workspace: workspace.current,
    isSignedIn: () => status.get().account !== null,
    handlers: {
      'sign-in': (who) => atServer(async (at) => signIn.finish(at, await at.auth.signIn(who))),
      'sign-up': (who) => atServer(async (at) => signIn.finish(at, await at.auth.signUp(who))),
      'send-mail': ({ email, create }) => atServer(({ auth }) => answered(auth.sendMail(email, create))),
      'send-recovery': ({ email }) => atServer(({ auth }) => answered(auth.sendRecovery(email))),
      'enter-proof': ({ email, proof, password, create = false, recovers = false }) =>
        atServer(async (at) => {
          const entered = await at.auth.enterProof(email, proof);
          return signIn.finish(at, entered, { password, mayBeNew: create, recovers });
        }),
      // Who has the secret has it from a browser that is signed in. They are asked nothing about the account.
      'redeem-setup-code': ({ email, secret, device }) =>
        atServer(async (at) => signIn.finish(at, await at.auth.redeemSetupCode({ email, secret, device }))),
      'setup-code': ({ step, hash }) => atServer(({ auth }) => answered(auth.stepSetupCode(step, hash))),
      'claim-account': (answer) => atServer((at) => signIn.answerWaysIn(at, answer)),
      'sign-in-with': ({ provider }) => finished(signInWith(provider)),
      join: ({ choice }) =>
        atServer(async () => {
          const { joining } = status.get();
          if (!joining || joining.ways) return { ok: false, reason: 'session_expired' };
          return switchTo(joining, choice);
        }),
      'sign-out': ({ keep }) => inTurn(() => leaving.signOut(keep)),
      'delete-account': ({ keep }) => atServer((at) => leaving.deleteAccount(at, keep)),
      'remove-device': ({ id }) => atServer(({ auth }) => changeAccount(auth.removeDevice(id))),
      'list-logins': () =>
        atServer(async ({ auth }) => {
          const found = await auth.otherLogins();
          return found.ok ? { ok: true, logins: found.value } : found;
        }),
      'end-login': ({ id }) => atServer(({ auth }) => answered(auth.endLogin(id))),
      'sign-out-others': () => atServer(({ auth }) => changeAccount(auth.signOutOthers())),
      'rename-device': ({ id, name }) => atServer(({ auth }) => changeAccount(auth.renameDevice(id, name))),
      'change-password': (given) => atServer(({ auth }) => answered(auth.changes.changePassword(given))),
      'send-nonce': () => atServer(({ auth }) => answered(auth.changes.sendNonce())),
      'change-address': ({ email }) =>
        atServer(({ auth }) => changeAccount(auth.changes.changeAddress(email))),
      'prove-address': ({ email, proof }) =>
        atServer(({ auth }) => changeAccount(auth.changes.proveAddress(email, proof))),
      'note-address': ({ email }) =>
        inTurn(async () => {
          const { account } = status.get();
          if (account) await status.patch({ account: { ...account, email } });
          return { ok: true };
        }),
      'change-username': ({ username }) =>
        atServer(({ auth }) => changeAccount(auth.changes.changeUsername(username))),
      connect: (command) => inTurn(() => leaving.connect(command.server)),
    },
  };
}
