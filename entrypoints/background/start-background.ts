import type { Activity } from '../../lib/browser/activity.ts';
import { setAlarm } from '../../lib/browser/alarms.ts';
import { ring } from '../../lib/browser/ringing/ring.ts';
import { redirectUrl, showAuthWindow } from '../../lib/browser/auth-window.ts';
import { notificationCommand, type NotificationChoice } from '../../lib/browser/ringing/end-notification.ts';
import { deriveId, makeId } from '../../lib/browser/ids.ts';
import { readDiagnosticLog, writeDiagnosticLog } from '../../lib/browser/storage/diagnostic-log.ts';
import { readFailedPress, writeFailedPress } from '../../lib/browser/storage/failed-press.ts';
import { showPage, showPopup } from '../../lib/browser/pages.ts';
import { commandOfPress, type Press } from '../../lib/browser/toolbar/press.ts';
import { openStatus } from '../../lib/browser/storage/status.ts';
import { paintFailedPress } from '../../lib/browser/toolbar/paint-toolbar.ts';
import type { Answer } from '../../lib/messages/answer.ts';
import type { Command } from '../../lib/messages/command.ts';
import type { ToolbarState } from '../../lib/engine/engine.ts';
import { createBackground } from '../../lib/background/background.ts';
import { createDiagnosticRecorder } from '../../lib/background/diagnostic-log.ts';
import { eraseDatabase, openDatabase } from '../../lib/store/database.ts';
import { later } from './later.ts';
import { createFailedPresses } from './failed-press.ts';
import { createPainter } from './painter.ts';
import { builtInServer, openServer } from './server.ts';

/** The background, in a browser. It says nothing before `speaks`. */
export function createBaton(activity: Activity, speaks: Promise<void>) {
  const background = createBackground(
    {
      read: () => ({ wall: Date.now(), steady: performance.now() }),
      schedule: later,
      random: () => Math.random(),
      ids: { make: makeId, derive: deriveId },
      disk: { open: openDatabase, erase: eraseDatabase },
      servers: { builtIn: builtInServer, open: openServer },
      authWindow: { redirectUrl, show: showAuthWindow },
      makeSecret: () => crypto.randomUUID() + crypto.randomUUID(),
      activity,
      diagnostics: createDiagnosticRecorder({
        now: () => Date.now(),
        read: readDiagnosticLog,
        write: writeDiagnosticLog,
      }),
      createPainter: (again) => createPainter(() => Date.now(), again),
      ring: ({ view }) => ring(view),
      setPulse: (at) => setAlarm('pulse', at),
      failed: (error) => reportError(error),
    },
    Promise.all([openStatus(makeId), speaks]).then(([status]) => status),
  );

  const missed = createFailedPresses({
    now: () => Date.now(),
    read: readFailedPress,
    write: writeFailedPress,
    async repaint() {
      try {
        await (await background.workspace()).engine.settle();
      } catch {
        await paintFailedPress(await readFailedPress());
      }
    },
  });

  async function handle(command: Command): Promise<Answer> {
    if (command.type !== 'dismiss-failed-press') return background.handle(command);
    await missed.forget();
    return { ok: true };
  }

  /** Carries out what was pressed where no screen of ours is open. */
  async function handleUnseen(commandFor: (face: ToolbarState) => Command | null): Promise<void> {
    let command: Command | null = null;
    const read = await background.answer('press', async () => {
      command = commandFor(await background.toolbarState());
      return { ok: true };
    });
    if (!read.ok) await missed.answered(read);
    else if (command) await missed.answered(await handle(command));
  }

  return {
    wake: background.wake,

    handle,

    /** A button of the notification, or a click on it. */
    async choose(choice: NotificationChoice, session: string): Promise<void> {
      if (choice === 'open') return showPopup();
      await handleUnseen(({ view }) => notificationCommand(choice, session, view));
    },

    /** An entry of the icon's menu, or a keyboard command. */
    async press(press: Press): Promise<void> {
      if (press === 'statistics') return showPage('/stats.html');
      await handleUnseen(({ view, settings }) => commandOfPress(press, view, settings));
    },
  };
}
