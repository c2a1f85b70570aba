import { browser } from 'wxt/browser';
import { showPage } from '../../lib/browser/pages.ts';

/** Shows the timer in a tab of its own, and closes the popup. The page may be that tab already. */
export async function showInTab(): Promise<void> {
  if (await browser.tabs.getCurrent()) return;
  await showPage('/popup.html');
  window.close();
}
