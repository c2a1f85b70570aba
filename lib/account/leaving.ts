import { ledgerName } from '../store/ledger-name.ts';
import type { AccountHost, Server } from './account-host.ts';
import type { AccountAnswer } from './answer.ts';
import type { AccountCommands } from './commands.ts';
import { deviceIdAt } from './device-ids.ts';
import type { RowMover } from './row-mover.ts';
import type { WorkspaceHolder } from './workspace-holder.ts';

export interface LeavingDeps {
  host: Pick<AccountHost, 'status' | 'disk'>;
  mover: Pick<RowMover, 'keepHere' | 'dropCopy'>;
  workspace: Pick<WorkspaceHolder<unknown>, 'replace'>;
  /** The server that is connected. */
  server(): Server | null;
}

/** The ways out: of the account, of its existence, and to another server. */
export interface Leaving {
  signOut(keep: boolean): Promise<AccountAnswer>;
  deleteAccount(at: Server, keep: boolean): Promise<AccountAnswer>;
  connect(address: AccountCommands['connect']['server']): Promise<AccountAnswer>;
}

export function createLeaving({ host, mover, workspace, server }: LeavingDeps): Leaving {
  const { status, disk } = host;

  /** What was fetched only to compare with goes, and the login ends, at the server as well. */
  async function leave(): Promise<void> {
    const { joining } = status.get();
    if (joining && !joining.ways) await mover.dropCopy(joining.owner ?? joining.id);
    await server()?.auth.signOut();
  }

  async function signOut(keep: boolean): Promise<AccountAnswer> {
    const { owner, device, problem } = status.get();
    const isGone = problem?.reason === 'account_deleted';
    await workspace.replace(async () => {
      if (owner !== null && !keep) await disk.erase(ledgerName(owner));
      else if (owner !== null && isGone) {
        await mover.keepHere(owner, status.get().clock_offset, {
          from: device,
          to: deviceIdAt(status.get()),
        });
      }
      await leave();
      const left = keep && !isGone ? owner : null;
      await status.patch({
        account: null,
        joining: null,
        owner: left,
        link: 'signed-out',
        problem: null,
        // Rows that no account ever had are not in the time of an account, and no server knows who made them.
        ...(left === null && { clock_offset: 0, device: deviceIdAt(status.get()) }),
      });
    });
    return { ok: true };
  }

  async function deleteAccount({ auth }: Server, keep: boolean): Promise<AccountAnswer> {
    const deleted = await auth.deleteAccount();
    if (!deleted.ok && deleted.reason !== 'account_deleted') return deleted;
    // If the worker dies now, the next one finds that the account is gone, and asks again what to keep here.
    await status.patch({ link: 'problem', problem: { reason: 'account_deleted', detail: '' } });
    return signOut(keep);
  }

  async function connect(address: AccountCommands['connect']['server']): Promise<AccountAnswer> {
    if (address && !URL.canParse(address.url)) return { ok: false, reason: 'bad_url' };
    await workspace.replace(async () => {
      await leave();
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

  return { signOut, deleteAccount, connect };
}
