import { browser } from 'wxt/browser';
import type { AccountReason } from '../account/answer.ts';
import type { RefusalWith } from '../engine/commands/answer.ts';

type Identity = typeof browser.identity;

/** Not there in Chromium until the person has used it once: see `permitAuthWindow`. */
const identity = (): Identity | undefined => (browser as { identity?: Identity }).identity;

/** Where a provider's window ends; the browser takes it for an address of the extension, and asks nobody for it. */
export function redirectUrl(): string {
  return identity()?.getRedirectURL() ?? `https://${browser.runtime.id}.chromiumapp.org/`;
}

/**
 * Asks the browser for such windows, which it grants without a question. To be called by a click, before anything is
 * waited for. Firefox knows this permission as one to have from the start only.
 */
export function permitAuthWindow(): Promise<boolean> {
  return identity() ? Promise.resolve(true) : browser.permissions.request({ permissions: ['identity'] });
}

/**
 * Opens a window at `url` and closes it once it gets to the redirect URL. Both browsers keep the background alive for
 * as long as the window stands.
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

/** Chromium and Firefox have sentences of their own, and nothing else, for what became of a window. */
function reasonIn(message: string) {
  if (/not be loaded|invalid request/i.test(message)) return 'page_not_loaded';
  return /not approve|cancel/i.test(message) ? 'window_closed' : 'unexpected';
}
