import { browser } from 'wxt/browser';
import { showPage } from './pages.ts';

const key = 'welcomed';

/**
 * Shows the welcome page to somebody who has just installed Baton. Some browsers install an extension that is loaded
 * from a folder at every start, so this profile remembers it.
 */
export async function welcomeOnce(): Promise<void> {
  const stored = await browser.storage.local.get(key);
  if (stored[key] === true) return;
  // A background that dies between the two shows it rather twice than never.
  await showPage('/welcome.html');
  await browser.storage.local.set({ [key]: true });
}
