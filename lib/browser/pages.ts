import { browser } from 'wxt/browser';
import { optionalApi } from './native.ts';

type Page = '/popup.html' | '/options.html' | '/stats.html' | '/welcome.html';

/** Shows a page of Baton in a tab: in the one that has it open already, or in a new one. */
export async function showPage(page: Page): Promise<void> {
  const { windows } = optionalApi();
  const url = browser.runtime.getURL(page);
  const [open] = await browser.runtime.getContexts({
    contextTypes: ['TAB'],
    documentUrls: [url],
    incognito: false,
  });
  if (open) {
    await browser.tabs.update(open.tabId, { active: true });
    await windows?.update(open.windowId, { focused: true });
    return;
  }
  try {
    const { windowId } = await browser.tabs.create({ url });
    await windows?.update(windowId, { focused: true });
  } catch (error) {
    if (!windows) throw error;
    // There may be no window: on some systems the browser runs on without one.
    await windows.create({ url });
  }
}

/** Opens the popup at the toolbar or, if the browser refuses, in a tab. */
export async function showPopup(): Promise<void> {
  try {
    await browser.action.openPopup();
  } catch {
    await showPage('/popup.html');
  }
}
