import { effect, type Signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { browser } from 'wxt/browser';
import type { PageActions } from '../../lib/ui/page/actions.ts';
import type { PageSignals } from '../../lib/ui/page/signals.ts';
import { LowerHalf } from '../../lib/ui/popup/lower-half.tsx';
import { pageTitle } from '../../lib/ui/popup/page-title.ts';
import type { LowerHalfProps } from '../../lib/ui/popup/popup.tsx';
import { showFailedPress } from './show-failed-press.ts';

/** All that can wait until the time is on the screen. */
export async function afterPaint(
  actions: PageActions,
  signals: PageSignals,
  lowerHalf: Signal<ComponentType<LowerHalfProps> | null>,
): Promise<void> {
  lowerHalf.value = isInToolbarOfFirefox() ? withAlerts(actions) : LowerHalf;
  effect(() => {
    document.title = pageTitle(signals.view.value);
  });
  await showFailedPress(actions);
}

function isInToolbarOfFirefox(): boolean {
  return import.meta.env.FIREFOX && browser.extension.getViews({ type: 'popup' }).includes(window);
}

function withAlerts(actions: PageActions): ComponentType<LowerHalfProps> {
  const heard: PageActions = { ...actions, areAlerts: true };
  return (props) => <LowerHalf {...props} actions={heard} />;
}
