import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { createActivity } from '../../lib/browser/activity.ts';
import { onAlarm } from '../../lib/browser/alarms.ts';
import { onEndNotification } from '../../lib/browser/ringing/end-notification.ts';
import { onDataConsentWithdrawn } from '../../lib/browser/data-consent.ts';
import { onMenuClick } from '../../lib/browser/toolbar/menu.ts';
import { receive } from '../../lib/browser/receive.ts';
import { onShortcut } from '../../lib/browser/toolbar/shortcuts.ts';
import { followChosenLanguage } from '../../lib/language/follow-chosen-language.ts';
import { createBaton } from './start-background.ts';

/**
 * The worker. The browser starts it for each event and ends it when it likes: every listener is registered in the
 * first turn, and everything else is read from disk. Waking is all there is to starting.
 */
export default defineBackground(() => {
  const activity = createActivity(() => Date.now());
  const speaks = followChosenLanguage({ value: null }, () => void baton.wake('language'));
  const baton = createBaton(activity, speaks);

  receive((command) => baton.handle(command));
  onAlarm((name) => void baton.wake(name));
  onEndNotification((choice, session) => void baton.choose(choice, session));
  onMenuClick((press) => void baton.press(press));
  onShortcut((press) => void baton.press(press));
  onDataConsentWithdrawn(() => void baton.handle({ type: 'sign-out', keep: true }));
  activity.onChange(() => void baton.wake('activity'));
  browser.runtime.onStartup.addListener(() => void baton.wake('start'));
  browser.runtime.onInstalled.addListener(() => void baton.wake('start'));
  globalThis.addEventListener('online', () => void baton.wake('online'));

  void baton.wake('start');
});
