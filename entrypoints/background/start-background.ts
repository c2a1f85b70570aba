import { type Background, createBackground } from '../../lib/background/background.ts';
import { createDiagnosticRecorder } from '../../lib/background/diagnostic-log.ts';
import type { Activity } from '../../lib/browser/activity.ts';
import { setAlarm } from '../../lib/browser/alarms.ts';
import { redirectUrl, showAuthWindow } from '../../lib/browser/auth-window.ts';
import { deriveId } from '../../lib/browser/derive-id.ts';
import { makeId } from '../../lib/browser/make-id.ts';
import { showPage, showPopup } from '../../lib/browser/pages.ts';
import { notificationCommand, type NotificationChoice } from '../../lib/browser/ringing/end-notification.ts';
import { writeContact } from '../../lib/browser/storage/contact.ts';
import { forgetOtherSites } from '../../lib/browser/forget-other-sites.ts';
import { announceCommit } from '../../lib/browser/announce-commit.ts';
import type { Receiver } from '../../lib/browser/receive.ts';
import { readAnswer, writeAnswer } from '../../lib/browser/storage/answers.ts';
import { readDiagnosticLog, writeDiagnosticLog } from '../../lib/browser/storage/diagnostic-log.ts';
import { readFailedPress, writeFailedPress } from '../../lib/browser/storage/failed-press.ts';
import { shiftPasses } from '../../lib/browser/storage/passes.ts';
import { openStatus } from '../../lib/browser/storage/status.ts';
import { protectStorage } from '../../lib/browser/storage/protect-storage.ts';
import { paintFailedPress } from '../../lib/browser/toolbar/paint-toolbar.ts';
import { commandOfPress, type Press } from '../../lib/browser/toolbar/press.ts';
import { withoutInvalidIds } from '../../lib/account/without-invalid-ids.ts';
import type { ToolbarState } from '../../lib/engine/engine.ts';
import type { Answer } from '../../lib/messages/answer.ts';
import type { Command } from '../../lib/messages/command.ts';
import { eraseDatabase, openDatabase } from '../../lib/store/database.ts';
import { readClocks } from '../../lib/browser/read-clocks.ts';
import { createFailedPresses } from './failed-presses.ts';
import { later } from './later.ts';
import { createPageReads } from './page-reads.ts';
import { createPainter } from './painter.ts';
import { builtInServer, endLeftLogins, openServer } from './server.ts';
import { tellEnd } from './tell-end.ts';

/** The background in a browser: what a page, the toolbar, a notification or an alarm asks of it. */
export interface BrowserBackground extends Pick<Background, 'wake' | 'toolbarState'>, Receiver {
  /** A button of the notification was pressed, or the notification was clicked. */
  choose(choice: NotificationChoice, session: string): Promise<void>;
  /** Forgets what the browser's own settings name of sites that are not on the list. */
  forgetSites(): Promise<void>;
  /** An entry of the icon's menu, or a keyboard command. */
  press(press: Press): Promise<void>;
}

/** Nothing is said or painted before `languageIsSet` resolves. */
export function startBackground(activity: Activity, languageIsSet: Promise<void>): BrowserBackground {
  const status = openStatus(makeId).then(withoutInvalidIds);
  void protectStorage().then(async (isSafe) => (await status).patch({ can_vanish: !isSafe }));
  const pageReads = createPageReads({ status, announce: announceCommit, makeId });
  const background = createBackground(
    {
      read: readClocks,
      isSteadyInSleep: navigator.userAgent.includes('Windows'),
      schedule: later,
      random: () => Math.random(),
      ids: { make: makeId, derive: deriveId },
      disk: { open: openDatabase, erase: eraseDatabase },
      servers: { builtIn: builtInServer, open: openServer, endLeftLogins },
      authWindow: { redirectUrl, show: showAuthWindow },
      makeSecret: () => crypto.randomUUID() + crypto.randomUUID(),
      activity,
      showLedger: pageReads.show,
      diagnostics: createDiagnosticRecorder({
        now: () => Date.now(),
        read: readDiagnosticLog,
        write: writeDiagnosticLog,
      }),
      answers: { read: readAnswer, write: writeAnswer },
      tellContact: (contact) => void writeContact(contact),
      createPainter: (again) => createPainter(() => Date.now(), again),
      ring: tellEnd,
      clockWasSet: (by) => void Promise.all([activity.clockWasSet(by), shiftPasses(by)]),
      setPulse: (at) => setAlarm('pulse', at),
      failed: (error) => reportError(error),
    },
    Promise.all([status, languageIsSet]).then(([opened]) => opened),
  );

  const failedPresses = createFailedPresses({
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

  async function handle(command: Command, id?: string): Promise<Answer> {
    if (command.type === 'dismiss-failed-press') {
      await failedPresses.forget();
      return { ok: true };
    }
    const answer = await background.handle(command, id);
    const removes = command.type === 'erase' || ('keep' in command && !command.keep);
    if (answer.ok && removes) await forgetSites();
    return answer;
  }

  /** Sites that a removed list named are not to be found in this browser's own settings either. */
  async function forgetSites(): Promise<void> {
    await background.answer<Answer>('forget-sites', async () => {
      const { settings } = await background.toolbarState();
      // An account's list may still be on its way to here.
      if ((await status).get().account === null) await forgetOtherSites(settings.sites);
      return { ok: true };
    });
  }

  /** Carries out what was pressed while no page of Baton was open. */
  async function handleUnseen(commandFor: (state: ToolbarState) => Command | null): Promise<void> {
    let command: Command | null = null;
    const read = await background.answer<Answer>('press', async () => {
      command = commandFor(await background.toolbarState());
      return { ok: true };
    });
    if (!read.ok) await failedPresses.answered(read);
    else if (command) await failedPresses.answered(await handle(command));
  }

  return {
    wake: background.wake,
    toolbarState: background.toolbarState,
    forgetSites,
    handle,
    read: (request) => pageReads.read(request, background),

    async choose(choice, session) {
      if (choice === 'open') return showPopup();
      await handleUnseen(({ view }) => notificationCommand(choice, session, view));
    },

    async press(press) {
      if (press === 'statistics') return showPage('/stats.html');
      await handleUnseen(({ view, settings }) => commandOfPress(press, view, settings));
    },
  };
}
