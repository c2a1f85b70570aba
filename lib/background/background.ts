import { createAccounts } from '../account/accounts.ts';
import { type CommandOf, dispatch, type HandlersOf } from '../engine/commands/command-map.ts';
import type { EngineCommands } from '../engine/commands/commands.ts';
import type { ToolbarState } from '../engine/engine.ts';
import type { AccountCommands } from '../account/commands.ts';
import type { Answer } from '../messages/answer.ts';
import type { StatusKeeper } from '../messages/status-keeper.ts';
import { isStorageFull } from '../store/storage-full.ts';
import type { SyncCommands } from '../sync/commands.ts';
import type { Host } from './host.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

/** One run of the worker: wakes, carries out commands, and does nothing that a later wake could not do again. */
export interface Background {
  workspace(): Promise<Workspace>;
  toolbarState(): Promise<ToolbarState>;
  /** Brings everything up to date. `why` is for whoever looks for a fault, and tells what may be left out. */
  wake(why: Wake): Promise<void>;
  handle(command: BackgroundCommand): Promise<Answer>;
  /** Does work that was asked for, under the name that the diagnostic log has for it. What breaks is an answer, too. */
  answer(name: string, work: () => Promise<Answer>): Promise<Answer>;
}

/** The names of alarms, and what else starts a worker. */
export type Wake = 'timer' | 'pulse' | 'pass' | 'start' | 'activity' | 'online' | 'language';

/** What a page or a press may ask for, but for what only the toolbar has to do with. */
export interface BackgroundCommands extends EngineCommands, AccountCommands, SyncCommands {}

export type BackgroundCommand = CommandOf<BackgroundCommands>;

type Handlers = HandlersOf<BackgroundCommands, Promise<Answer>>;

export function createBackground(host: Host, statusOpens: Promise<StatusKeeper>): Background {
  const opening = statusOpens.then((status) =>
    createAccounts(
      { ...host, status },
      { openWorkspace: (account) => openWorkspace(host, status, account), afterCommand: showWhoIsHere },
    ),
  );
  const workspace = async (): Promise<Workspace> => (await opening).workspace();

  async function schedulePulse(): Promise<void> {
    const pulse = await (await workspace()).nextPulse();
    await host.setPulse(pulse === null ? null : host.read().wall + pulse);
  }

  /** Badge, blocked sites and pulse are those of whoever is signed in by now. */
  async function showWhoIsHere(): Promise<void> {
    await schedulePulse();
    await (await workspace()).engine.settle();
  }

  async function handlers(): Promise<Handlers> {
    const accounts = await opening;
    const { engine } = await accounts.workspace();
    return {
      ...engine.handlers,
      ...accounts.handlers,
      async erase(command) {
        // What the account holds would come back with the next sync.
        if (accounts.isSignedIn()) await accounts.handlers['sign-out']({ type: 'sign-out', keep: false });
        return (await accounts.workspace()).engine.handlers.erase(command);
      },
      opened: () => pageOpened((opened) => Promise.resolve(opened.startSync())),
      'sync-now': () => pageOpened((opened) => opened.sync()),
    };
  }

  async function pageOpened(sync: (opened: Workspace) => Promise<void>): Promise<Answer> {
    const opened = await workspace();
    opened.pageOpened();
    await opened.engine.settle();
    await sync(opened);
    return { ok: true };
  }

  async function answer(name: string, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      if (isStorageFull(error)) return { ok: false, reason: 'storage_full' };
      host.diagnostics.note('error', `${name} ${String(error)}`);
      return { ok: false, reason: 'unexpected', detail: String(error) };
    }
  }

  return {
    workspace,
    toolbarState: async () => (await workspace()).engine.toolbarState(),

    async wake(why) {
      host.diagnostics.note('wake', why);
      const woken = await workspace();
      // Sleep stops one clock and not the other; coming back is when that shows.
      if (why === 'activity' || why === 'start') woken.clock.distrust();
      await schedulePulse();
      if (why === 'timer') await woken.engine.tick();
      else await woken.engine.settle();
      const isRoutine = why === 'timer' || why === 'pulse';
      if (isRoutine && woken.isUpToDate()) await woken.updateChannel();
      else await woken.sync();
    },

    handle: (command) => answer(command.type, async () => dispatch(await handlers(), command)),
    answer,
  };
}
