import type { Painter } from '../../lib/background/host.ts';
import { setAlarm } from '../../lib/browser/alarms.ts';
import { createNotificationCloser } from '../../lib/browser/ringing/end-notification.ts';
import { createSiteBlocker } from '../../lib/browser/site-blocker.ts';
import { readFailedPress } from '../../lib/browser/storage/failed-press.ts';
import { badgePaintsIn } from '../../lib/browser/toolbar/badge-text.ts';
import { createIcon } from '../../lib/browser/toolbar/icon.ts';
import { createMenu } from '../../lib/browser/toolbar/menu.ts';
import { paintToolbar } from '../../lib/browser/toolbar/paint-toolbar.ts';

/** Paints the toolbar, and makes sure that `again` is called when it has to change. */
export function createPainter(machineNow: () => number, again: () => void): Painter {
  let soon: ReturnType<typeof setTimeout> | undefined;
  const icon = createIcon();
  const menu = createMenu();
  const closeOldNotifications = createNotificationCloser();
  const blocker = createSiteBlocker(machineNow);

  return {
    async paint({ view, task, settings }, now) {
      clearTimeout(soon);
      const next = badgePaintsIn(view, now);
      if (next.soon !== null) soon = setTimeout(again, next.soon);
      await Promise.all([
        readFailedPress().then((failedPress) => paintToolbar(view, task, failedPress)),
        setAlarm('timer', next.alarm === null ? null : machineNow() + next.alarm),
      ]);
      // The timer works without these.
      await Promise.allSettled([
        icon.paint(view),
        menu.show(view, settings),
        closeOldNotifications(view),
        blocker.show(view, settings),
      ]);
    },
    stop() {
      clearTimeout(soon);
      blocker.stop();
    },
  };
}
