import type { Activity } from '../../lib/browser/activity.ts';
import type { StatusKeeper } from '../../lib/browser/status-keeper.ts';
import type { Answer, Command } from '../../lib/command.ts';
import { createQueue } from '../../lib/engine/queue.ts';
import { eraseDatabase } from '../../lib/store/database.ts';
import { ledgerName } from '../../lib/store/ledger-name.ts';
import type { Account, Outcome } from '../../lib/sync/auth.ts';
import { openLife, type Life } from './life.ts';
import { beginMove, finishMove } from './move.ts';
import { builtInServer, openServer, type Server } from './server.ts';

export type AccountCommand = Extract<Command, { type: 'sign-in' | 'sign-up' | 'sign-out' | 'connect' }>;

/** Who is signed in, at which server, and the life that goes with it. Changes of either come one after another. */
export function createAccounts(status: StatusKeeper, activity: Activity) {
  const queue = createQueue();
  let server: Server | null = null;
  let current: Promise<Life> | null = null;

  async function start(): Promise<Life> {
    const known = status.get().server;
    const address = known?.own ? known : builtInServer();
    server = address && openServer(address);
    await status.patch({ server: address });
    const { account, device } = status.get();
    if (account && server) {
      await finishMove(account.id);
      return openLife({ account: { id: account.id, remote: await server.remote(device) }, status, activity });
    }
    await status.patch({ account: null, link: 'signed-out', problem: null });
    return openLife({ account: null, status, activity });
  }

  const life = (): Promise<Life> => (current ??= start());

  /** Ends the life that is there, changes what has to change between two lives, and begins the next one. */
  async function turn(change: () => Promise<void>): Promise<Life> {
    const before = await life();
    await before.close();
    await change();
    current = null;
    return life();
  }

  async function enter(outcome: Outcome<Account>): Promise<Answer> {
    if (!outcome.ok) return outcome;
    const account = outcome.value;
    if (status.get().account?.id !== account.id) {
      await turn(async () => {
        // What was made before anybody signed in here goes along; what somebody else left here does not.
        if (status.get().owner === null) await beginMove(account.id);
        await status.patch({ account, owner: account.id, link: 'syncing', problem: null });
      });
    }
    const entered = await life();
    entered.pageOpened();
    void entered.sync();
    return { ok: true };
  }

  async function signOut(keep: boolean): Promise<Answer> {
    const { account, owner } = status.get();
    await turn(async () => {
      await server?.auth.signOut();
      if (!keep && owner !== null) await eraseDatabase(ledgerName(owner));
      await status.patch({
        account: null,
        owner: keep ? (account?.id ?? owner) : null,
        link: 'signed-out',
        problem: null,
      });
    });
    return { ok: true };
  }

  async function connect(address: { url: string; key: string } | null): Promise<Answer> {
    if (address && !URL.canParse(address.url)) return { ok: false, reason: 'bad_url' };
    await turn(async () => {
      await server?.drop();
      await status.patch({
        server: address && { ...address, own: true },
        account: null,
        link: 'signed-out',
        problem: null,
      });
    });
    return { ok: true };
  }

  function carryOut(command: AccountCommand): Promise<Answer> {
    switch (command.type) {
      case 'connect':
        return connect(command.server);
      case 'sign-out':
        return signOut(command.keep);
      default: {
        if (!server) return Promise.resolve({ ok: false, reason: 'no_server' });
        const { auth } = server;
        return (command.type === 'sign-in' ? auth.signIn(command) : auth.signUp(command)).then(enter);
      }
    }
  }

  return {
    life,
    isSignedIn: (): boolean => status.get().account !== null,
    handle: (command: AccountCommand): Promise<Answer> =>
      queue(async () => {
        await life();
        return carryOut(command);
      }),
  };
}
