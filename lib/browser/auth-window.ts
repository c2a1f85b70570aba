import { browser } from 'wxt/browser';
import type { AccountReason } from '../account/answer.ts';
import type { RefusalWith } from '../engine/commands/answer.ts';

type Identity = typeof browser.identity;

/** In Chromium it is missing until the permission is given: see `permitAuthWindow`. */
const identity = (): Identity | undefined => (browser as { identity?: Identity }).identity;

/** The address to which a provider sends its window at the end. The browser catches it and asks no server for it. */
export function redirectUrl(): string {
  return identity()?.getRedirectURL() ?? `https://${browser.runtime.id}.chromiumapp.org/`;
}

/**
 * Asks the browser for the permission, which it gives without a question. Call this in a click, before anything is
 * awaited. In Firefox the extension has this permission from the start.
 */
export function permitAuthWindow(): Promise<boolean> {
  return identity() ? Promise.resolve(true) : browser.permissions.request({ permissions: ['identity'] });
}

/**
 * Opens a window at `url` and closes it once it gets to the redirect URL. Both browsers keep the background alive
 * while the window is open.
 */
export async function showAuthWindow(
  url: string,
): Promise<{ ok: true; address: string } | RefusalWith<AccountReason>> {
  try {
    const address = await browser.identity.launchWebAuthFlow({ url, interactive: true });
    return address ? { ok: true, address } : { ok: false, reason: 'window_closed' };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: reasonIn(detail), detail };
  }
}

/** Both browsers tell what became of the window by a sentence only, and each has its own sentences. */
function reasonIn(message: string) {
  if (/not be loaded|invalid request/i.test(message)) return 'page_not_loaded';
  return /not approve|cancel/i.test(message) ? 'window_closed' : 'unexpected';
}
