import { setAlarm } from '../../lib/browser/alarms.ts';
import { badgeChangesIn } from '../../lib/browser/badge-text.ts';
import { paintToolbar } from '../../lib/browser/toolbar.ts';
import type { Face } from '../../lib/engine/engine.ts';

/** A worker lives this long (milliseconds) after its last event: what comes sooner needs no alarm. */
const workerLives = 30_000;

const second = 1000;

/** Paints the toolbar and sees to it that `again` is called when it has to change. */
export function createPainter(machineNow: () => number, again: () => void) {
  let soon: ReturnType<typeof setTimeout> | undefined;

  return {
    async paint({ view, task }: Face): Promise<void> {
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
    },
    stop(): void {
      clearTimeout(soon);
    },
  };
}
