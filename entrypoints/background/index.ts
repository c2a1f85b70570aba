import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { createActivity } from '../../lib/browser/activity.ts';
import { onAlarm, setAlarm } from '../../lib/browser/alarms.ts';
import { onDataConsentWithdrawn } from '../../lib/browser/data-consent.ts';
import { readClocks } from '../../lib/browser/read-clocks.ts';
import { receive } from '../../lib/browser/receive.ts';
import { onEndNotification } from '../../lib/browser/ringing/end-notification.ts';
import { onMenuClick } from '../../lib/browser/toolbar/menu.ts';
import { onShortcut } from '../../lib/browser/toolbar/shortcuts.ts';
import { isPageOpen, onUpdateWaits, waitingUpdate } from '../../lib/browser/waiting-update.ts';
import { welcomeOnce } from '../../lib/browser/welcome.ts';
import { followChosenLanguage } from '../../lib/language/follow-chosen-language.ts';
import { onClockSet } from './on-clock-set.ts';
import { startBackground } from './start-background.ts';
import { createUpdates } from './updates.ts';

/**
 * The worker. The browser starts it for each event and may end it at any time. So every listener is registered in the
 * first turn, and everything else is read from disk. To start is no more than to wake.
 */
export default defineBackground(() => {
  const activity = createActivity(() => Date.now());
  const languageIsSet = followChosenLanguage({ value: null }, () => void background.wake('language'));
  const background = startBackground(activity, languageIsSet);

  receive(background);
  const updates = createUpdates({
    now: () => Date.now(),
    ...waitingUpdate,
    isPageOpen,
    view: async () => (await background.toolbarState()).view,
    lookAt: (at) => setAlarm('update', at),
  });
  onAlarm((name) => void (name === 'update' ? updates.look() : background.wake(name)));
  onUpdateWaits(() => void updates.came());
  onEndNotification((choice, session) => void background.choose(choice, session));
  onMenuClick((press) => void background.press(press));
  onShortcut((press) => void background.press(press));
  onDataConsentWithdrawn(() => void background.handle({ type: 'sign-out', keep: true }));
  activity.onChange(() => void background.wake('activity'));
  browser.runtime.onStartup.addListener(() => {
    void background.wake('start');
    // A worker may have died between the removal of a list and this.
    void background.forgetSites();
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    void background.wake('start');
    if (reason === 'install') void welcomeOnce();
  });
  globalThis.addEventListener('online', () => void background.wake('online'));

  onClockSet(readClocks, () => void background.wake('clock'));

  void background.wake('start');
});
