import { createAccounts } from '../account/accounts.ts';
import type { AccountCommands } from '../account/commands.ts';
import { type CommandOf, dispatch, type HandlersOf } from '../engine/commands/command-map.ts';
import type { EngineCommands } from '../engine/commands/commands.ts';
import type { ToolbarState } from '../engine/engine.ts';
import type { Answer, Refusal } from '../messages/answer.ts';
import type { StatusKeeper } from '../messages/status-keeper.ts';
import { isStorageDenied } from '../store/storage-denied.ts';
import { isStorageFull } from '../store/storage-full.ts';
import { isStorageNewer } from '../store/storage-newer.ts';
import type { SyncCommands } from '../sync/commands.ts';
import type { Host } from './host.ts';
import { createOnce } from './once.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

/** One run of the worker. It wakes and carries out commands, and does nothing that a later run could not do again. */
export interface Background {
  workspace(): Promise<Workspace>;
  toolbarState(): Promise<ToolbarState>;
  /** Brings everything up to date. `why` is written to the diagnostic log, and decides what can be left out. */
  wake(why: Wake): Promise<void>;
  /** `id` is the command's own: one that is asked again with it is not carried out again. */
  handle(command: BackgroundCommand, id?: string): Promise<Answer>;
  /** Does work that was asked for. If it throws, that becomes an answer too, and is logged under `name`. */
  answer<Answered>(name: string, work: () => Promise<Answered>): Promise<Answered | Refusal>;
}

/** The names of alarms, and the other reasons why a worker wakes. */
export type Wake = 'timer' | 'pulse' | 'pass' | 'clock' | 'start' | 'activity' | 'online' | 'language';

/** What a page or a press may ask for, except what concerns only the toolbar. */
export interface BackgroundCommands extends EngineCommands, AccountCommands, SyncCommands {}

export type BackgroundCommand = CommandOf<BackgroundCommands>;

type Handlers = HandlersOf<BackgroundCommands, Promise<Answer>>;

/** Of the commands on the account, those that do no harm when they are carried out twice. */
const asksOnly: readonly BackgroundCommand['type'][] = ['list-logins', 'setup-code'];

export function createBackground(host: Host, statusOpens: Promise<StatusKeeper>): Background {
  const opening = statusOpens.then((status) =>
    createAccounts(
      { ...host, status },
      { openWorkspace: (account) => openWorkspace(host, status, account), afterCommand: showWhoIsHere },
    ),
  );
  const workspace = async (): Promise<Workspace> => (await opening).workspace();
  const once = createOnce(host.answers);

  async function schedulePulse(): Promise<void> {
    const pulse = await (await workspace()).nextPulse();
    await host.setPulse(pulse === null ? null : host.read().wall + pulse);
  }

  /** Brings pulse, badge and blocked sites up to date with who is signed in now. */
  async function showWhoIsHere(): Promise<void> {
    await schedulePulse();
    await (await workspace()).engine.settle();
  }

  async function handlers(id?: string): Promise<Handlers> {
    const accounts = await opening;
    const { engine } = await accounts.workspace();
    return {
      ...engine.handlers(id),
      ...accounts.handlers,
      async erase(command) {
        // Otherwise the rows of the account would come back with the next sync.
        if (accounts.isSignedIn()) await accounts.handlers['sign-out']({ type: 'sign-out', keep: false });
        return (await accounts.workspace()).engine.handlers().erase(command);
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

  async function answer<Answered>(name: string, work: () => Promise<Answered>): Promise<Answered | Refusal> {
    try {
      return await work();
    } catch (error) {
      if (isStorageFull(error)) return { ok: false, reason: 'storage_full' };
      if (isStorageDenied(error)) return { ok: false, reason: 'no_store' };
      if (isStorageNewer(error)) return { ok: false, reason: 'newer_store' };
      host.diagnostics.note('error', `${name} ${String(error)}`);
      return { ok: false, reason: 'unexpected', detail: String(error) };
    }
  }

  return {
    workspace,
    toolbarState: async () => (await workspace()).engine.toolbarState(),

    async wake(why) {
      host.diagnostics.note('wake', why);
      void host.servers.endLeftLogins().catch(() => undefined);
      const woken = await workspace();
      // Sleep stops one of the machine's clocks and not the other, so the offset may be wrong now.
      if (why === 'activity' || why === 'start') woken.clock.distrust();
      await schedulePulse();
      if (why === 'timer') await woken.engine.tick();
      else await woken.engine.settle();
      const isRoutine = why === 'timer' || why === 'pulse';
      await (isRoutine ? woken.lookAfterConnection() : woken.sync());
    },

    handle: (command, id) =>
      answer(command.type, async () => {
        const work = async () => dispatch(await handlers(id), command);
        const isOfAccount = Object.hasOwn((await opening).handlers, command.type);
        return isOfAccount && id !== undefined && !asksOnly.includes(command.type) ? once(id, work) : work();
      }),
    answer,
  };
}
