import type { AccountReason } from '../account/answer.ts';
import type { RefusalWith } from '../engine/commands/answer.ts';
import { authTabOrigin, firefoxRedirectUrl } from './auth-tab-address.ts';
import { showAuthTab } from './auth-tab.ts';
import type { WantedPermissions } from './data-consent.ts';
import { nativeExtension, optionalApi } from './native.ts';

/** The address to which a provider sends its window at the end. The browser catches it and asks no server for it. */
export function redirectUrl(): string {
  const { identity } = optionalApi();
  if (identity) return identity.getRedirectURL();
  return import.meta.env.FIREFOX
    ? firefoxRedirectUrl
    : `https://${nativeExtension().runtime.id}.chromiumapp.org/`;
}

/**
 * What the browser has to be asked for, before such a window can be shown. Chromium gives the permission without a
 * question. Firefox has given it at installation, but for a phone's, which has no such window: there Baton sees to it
 * that a tab comes back.
 */
export function authWindowPermissions(): WantedPermissions {
  if (optionalApi().identity) return {};
  return import.meta.env.FIREFOX ? { origins: [authTabOrigin] } : { permissions: ['identity'] };
}

/**
 * Opens a window, or where there is none a tab, at `url` and closes it once it gets to the redirect URL. The background
 * lives as long as it is open.
 */
export async function showAuthWindow(
  url: string,
): Promise<{ ok: true; address: string } | RefusalWith<AccountReason>> {
  const { identity } = optionalApi();
  try {
    const address = await (identity
      ? identity.launchWebAuthFlow({ url, interactive: true })
      : showAuthTab(url));
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
