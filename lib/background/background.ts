import type { AlarmName } from '../browser/alarms.ts';
import type { StatusKeeper } from '../browser/storage/status-keeper.ts';
import type { Answer } from '../messages/answer.ts';
import type { Command } from '../messages/command.ts';
import type { Face } from '../engine/engine.ts';
import { isStorageFull } from '../store/storage-full.ts';
import { createAccounts } from '../account/accounts.ts';
import type { Host } from './host.ts';
import type { Life } from './workspace.ts';

export type Wake = AlarmName | 'start' | 'activity' | 'online' | 'language';

/** What a page or a press may ask for, but for what only the toolbar has to do with. */
export type BackgroundCommand = Exclude<Command, { type: 'dismiss-failed-press' }>;

/** One run of the worker: wakes, carries out commands, and does nothing that a later wake could not do again. */
export type Background = ReturnType<typeof createBackground>;

export function createBackground(host: Host, statusOpens: Promise<StatusKeeper>) {
  const { journal } = host;
  const opening = statusOpens.then((status) => createAccounts({ ...host, status }));
  const life = async (): Promise<Life> => (await opening).life();

  async function mindPulse(): Promise<void> {
    const pulse = await (await life()).nextPulse();
    await host.setPulse(pulse === null ? null : host.read().wall + pulse);
  }

  async function carryOut(command: BackgroundCommand): Promise<Answer> {
    const accounts = await opening;
    switch (command.type) {
      case 'sign-in':
      case 'sign-up':
      case 'send-code':
      case 'enter-code':
      case 'sign-in-with':
      case 'join':
      case 'sign-out':
      case 'delete-account':
      case 'remove-device':
      case 'connect': {
        const answer = await accounts.handle(command);
        // Badge, blocked sites and pulse are those of whoever is signed in by now.
        await mindPulse();
        await (await life()).engine.settle();
        return answer;
      }
      case 'erase':
        // What the account holds would come back with the next sync.
        if (accounts.isSignedIn()) await accounts.handle({ type: 'sign-out', keep: false });
        return (await life()).engine.execute(command);
      case 'retry-aside':
      case 'discard-aside': {
        const { ledger, engine, syncSoon } = await life();
        await (command.type === 'retry-aside' ? ledger.retry : ledger.discard)(command.table, command.id);
        await engine.settle();
        syncSoon();
        return { ok: true };
      }
      case 'opened':
      case 'sync-now': {
        const current = await life();
        current.pageOpened();
        await current.engine.settle();
        if (command.type === 'sync-now') await current.sync();
        else current.syncSoon();
        return { ok: true };
      }
      default: {
        const current = await life();
        const answer = await current.engine.execute(command);
        // What was recorded is on its way; whoever is refused has missed something.
        if (!answer.ok) current.syncSoon();
        return answer;
      }
    }
  }

  /** Does what was asked for by the name that the journal has for it. */
  async function answer(name: string, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      if (isStorageFull(error)) return { ok: false, reason: 'storage_full' };
      journal.note('error', `${name} ${String(error)}`);
      return { ok: false, reason: 'unexpected', detail: String(error) };
    }
  }

  return {
    life,

    face: async (): Promise<Face> => (await life()).engine.face(),

    async wake(why: Wake): Promise<void> {
      journal.note('wake', why);
      const current = await life();
      // Sleep stops one clock and not the other; coming back is when that shows.
      if (why === 'activity' || why === 'start') current.clock.distrust();
      await mindPulse();
      if (why === 'timer') await current.engine.tick();
      else await current.engine.settle();
      const isRoutine = why === 'timer' || why === 'pulse';
      if (isRoutine && current.isUpToDate()) await current.mindHints();
      else await current.sync();
    },

    answer,

    handle: (command: BackgroundCommand): Promise<Answer> => answer(command.type, () => carryOut(command)),
  };
}
