import { setAlarm } from '../../lib/browser/alarms.ts';
import { badgeChangesIn } from '../../lib/browser/badge-text.ts';
import { createBellMinder } from '../../lib/browser/bell.ts';
import { createBlocker } from '../../lib/browser/blocking.ts';
import { createIcon } from '../../lib/browser/icon.ts';
import { createMenu } from '../../lib/browser/menu.ts';
import { paintToolbar } from '../../lib/browser/toolbar.ts';
import type { Face } from '../../lib/engine/engine.ts';

/** A worker lives this long (milliseconds) after its last event: what comes sooner needs no alarm. */
const workerLives = 30_000;

const second = 1000;

/** Paints the toolbar and sees to it that `again` is called when it has to change. */
export function createPainter(machineNow: () => number, again: () => void) {
  let soon: ReturnType<typeof setTimeout> | undefined;
  const icon = createIcon();
  const menu = createMenu();
  const mindBell = createBellMinder();
  const blocker = createBlocker(machineNow);

  return {
    async paint({ view, task, settings }: Face): Promise<void> {
      clearTimeout(soon);
      const change = badgeChangesIn(view);
      if (change !== null && change < workerLives) soon = setTimeout(again, change);
      // The seconds of the last minute come from a worker that their own painting keeps awake; the alarm stands by
      // for the end in case that worker dies.
      const next = change !== null && change <= second ? view.remaining : change;
      await Promise.all([
        paintToolbar(view, task),
        setAlarm('timer', next === null ? null : machineNow() + next),
      ]);
      // The timer goes on without these.
      await Promise.allSettled([
        icon.paint(view),
        menu.show(view, settings),
        mindBell(view),
        blocker.show(view, settings),
      ]);
    },
    stop(): void {
      clearTimeout(soon);
      blocker.stop();
    },
  };
}
