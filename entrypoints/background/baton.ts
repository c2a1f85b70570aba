import type { Activity } from '../../lib/browser/activity.ts';
import { setAlarm } from '../../lib/browser/alarms.ts';
import { announce } from '../../lib/browser/announce.ts';
import { bellCommand, type BellChoice } from '../../lib/browser/bell.ts';
import { deriveId, makeId } from '../../lib/browser/ids.ts';
import { readJournal, writeJournal } from '../../lib/browser/journal-shelf.ts';
import { showPage, showPopup } from '../../lib/browser/pages.ts';
import { commandOf, type Press } from '../../lib/browser/press.ts';
import { openStatus } from '../../lib/browser/status-keeper.ts';
import type { Answer, Command } from '../../lib/command.ts';
import { createBackground } from '../../lib/life/background.ts';
import { createJournal } from '../../lib/life/journal.ts';
import { eraseDatabase, openDatabase } from '../../lib/store/database.ts';
import { later } from './later.ts';
import { createPainter } from './paint.ts';
import { builtInServer, openServer } from './server.ts';

/** The background, in a browser. It says nothing before `speaks`. */
export function createBaton(activity: Activity, speaks: Promise<void>) {
  const { wake, handle, face } = createBackground(
    {
      read: () => ({ wall: Date.now(), steady: performance.now() }),
      schedule: later,
      random: () => Math.random(),
      ids: { make: makeId, derive: deriveId },
      disk: { open: openDatabase, erase: eraseDatabase },
      servers: { builtIn: builtInServer, open: openServer },
      activity,
      journal: createJournal({ now: () => Date.now(), read: readJournal, write: writeJournal }),
      createPainter: (again) => createPainter(() => Date.now(), again),
      ring: ({ view }) => announce(view),
      setPulse: (at) => setAlarm('pulse', at),
      failed: (error) => reportError(error),
    },
    Promise.all([openStatus(makeId), speaks]).then(([status]) => status),
  );

  return {
    wake,

    handle: (command: Command): Promise<Answer> => handle(command),

    /** A button of the notification, or a click on it. */
    async choose(choice: BellChoice, session: string): Promise<void> {
      if (choice === 'open') return showPopup();
      const { view } = await face();
      const command = bellCommand(choice, session, view);
      if (command) await handle(command);
    },

    /** An entry of the icon's menu, or a keyboard command. */
    async press(press: Press): Promise<void> {
      if (press === 'statistics') return showPage('/stats.html');
      const { view, settings } = await face();
      const command = commandOf(press, view, settings);
      if (command) await handle(command);
    },
  };
}
