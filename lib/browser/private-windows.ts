import { browser } from 'wxt/browser';

/**
 * Whether a blocked page of a private window shows the browser's own error page. Chromium opens no page of an extension
 * that spans all windows there, and that is nothing an extension could change. Firefox opens ours.
 */
export async function hidesBlockedPage(): Promise<boolean> {
  return !import.meta.env.FIREFOX && browser.extension.isAllowedIncognitoAccess();
}
