import type { Activity } from '../../lib/browser/activity.ts';
import { type AlarmName, setAlarm } from '../../lib/browser/alarms.ts';
import { bellCommand, type BellChoice } from '../../lib/browser/bell.ts';
import { makeId } from '../../lib/browser/ids.ts';
import { readJournal, writeJournal } from '../../lib/browser/journal-shelf.ts';
import { showPage, showPopup } from '../../lib/browser/pages.ts';
import { commandOf, type Press } from '../../lib/browser/press.ts';
import { openStatus } from '../../lib/browser/status-keeper.ts';
import type { Answer, Command } from '../../lib/command.ts';
import type { Face } from '../../lib/engine/engine.ts';
import { isStorageFull } from '../../lib/store/storage-full.ts';
import { createAccounts } from './accounts.ts';
import { createJournal } from './journal.ts';

export type Wake = AlarmName | 'start' | 'activity' | 'online' | 'language';

/**
 * How often (milliseconds) a signed-in browser with somebody at it looks after its connection: the shortest that a
 * packed extension may ask for, since a worker that died with its socket open hears nothing until then.
 */
const pulse = 30_000;

/**
 * All of the background: wakes, carries out commands, and does nothing that a later wake could not do again. It says
 * nothing before `speaks`.
 */
export function createBaton(activity: Activity, speaks: Promise<void>) {
  const journal = createJournal({ now: () => Date.now(), read: readJournal, write: writeJournal });
  const opening = Promise.all([openStatus(makeId), speaks]).then(([status]) =>
    createAccounts(status, activity, journal),
  );

  async function mindPulse(): Promise<void> {
    const isPulsing = (await opening).isSignedIn() && (await activity.isThere());
    await setAlarm('pulse', isPulsing ? Date.now() + pulse : null);
  }

  async function wake(why: Wake): Promise<void> {
    journal.note('wake', why);
    const accounts = await opening;
    const life = await accounts.life();
    // Sleep stops one clock and not the other; coming back is when that shows.
    if (why === 'activity' || why === 'start') life.distrustClock();
    await mindPulse();
    if (why === 'timer') await life.engine.tick();
    else await life.engine.settle();
    await life.sync();
  }

  const face = async (): Promise<Face> => (await (await opening).life()).engine.face();

  async function carryOut(command: Command): Promise<Answer> {
    const accounts = await opening;
    switch (command.type) {
      case 'sign-in':
      case 'sign-up':
      case 'send-code':
      case 'enter-code':
      case 'join':
      case 'sign-out':
      case 'delete-account':
      case 'remove-device':
      case 'connect': {
        const answer = await accounts.handle(command);
        // Badge, blocked sites and pulse are those of whoever is signed in by now.
        await mindPulse();
        await (await accounts.life()).engine.settle();
        return answer;
      }
      case 'erase':
        // What the account holds would come back with the next sync.
        if (accounts.isSignedIn()) await accounts.handle({ type: 'sign-out', keep: false });
        return (await accounts.life()).engine.execute(command);
      case 'retry-aside':
      case 'discard-aside': {
        const { ledger, engine, sync } = await accounts.life();
        await (command.type === 'retry-aside' ? ledger.retry : ledger.discard)(command.table, command.id);
        await engine.settle();
        void sync();
        return { ok: true };
      }
      case 'opened':
      case 'sync-now': {
        const life = await accounts.life();
        life.pageOpened();
        await life.engine.settle();
        const synced = life.sync();
        if (command.type === 'sync-now') await synced;
        return { ok: true };
      }
      default: {
        const life = await accounts.life();
        const answer = await life.engine.execute(command);
        // What was recorded is on its way; whoever is refused has missed something.
        if (!answer.ok) void life.sync();
        return answer;
      }
    }
  }

  return {
    wake,

    async handle(command: Command): Promise<Answer> {
      try {
        return await carryOut(command);
      } catch (error) {
        if (isStorageFull(error)) return { ok: false, reason: 'storage_full' };
        journal.note('error', `${command.type} ${String(error)}`);
        return { ok: false, reason: 'unexpected', detail: String(error) };
      }
    },

    /** A button of the notification, or a click on it. */
    async choose(choice: BellChoice, session: string): Promise<void> {
      if (choice === 'open') return showPopup();
      const { view } = await face();
      const command = bellCommand(choice, session, view);
      if (command) await this.handle(command);
    },

    /** An entry of the icon's menu, or a keyboard command. */
    async press(press: Press): Promise<void> {
      if (press === 'statistics') return showPage('/stats.html');
      const { view, settings } = await face();
      const command = commandOf(press, view, settings);
      if (command) await this.handle(command);
    },
  };
}
