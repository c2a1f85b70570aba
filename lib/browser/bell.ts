import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import type { View } from '../timer/view.ts';

const id = 'bell';

/** One notification says that a phase ended and what comes next; a later one replaces it. */
export async function ringBell(view: View): Promise<void> {
  const isRunning = view.state === 'running';
  const ended = isRunning ? before(view) : (view.ended_phase ?? 'work');
  const minutes = String(Math.round(view.total / 60_000));
  const phase = i18n.t(`phase.${view.phase}`);
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icons/128.png'),
    title: i18n.t(`bell.${ended}`),
    message: i18n.t(isRunning ? 'bell.next_runs' : 'bell.next_waits', [phase, minutes]),
    // Firefox throws on buttons.
    ...(import.meta.env.FIREFOX
      ? {}
      : {
          requireInteraction: true,
          buttons: [
            ...(isRunning ? [] : [{ title: i18n.t('bell.start', [phase]) }]),
            ...(isRunning ? [] : [{ title: i18n.t('bell.more') }]),
          ],
        }),
  });
}

function before(view: View): View['phase'] {
  return view.phase === 'work' ? 'short_break' : 'work';
}

export async function clearBell(): Promise<void> {
  await browser.notifications.clear(id);
}

/** `next` starts the phase that waits, `more` adds five minutes to the one that ended, `open` is a click on it. */
export function onBell(handle: (choice: 'next' | 'more' | 'open') => void): void {
  const { onButtonClicked, onClicked } = browser.notifications;
  onButtonClicked.addListener((which, button) => {
    if (which === id) handle(button === 0 ? 'next' : 'more');
  });
  onClicked.addListener((which) => {
    if (which === id) handle('open');
  });
}
