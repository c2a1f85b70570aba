import { browser, type Browser } from 'wxt/browser';
import { authTabOrigin, firefoxRedirectUrl } from './auth-tab-address.ts';
import type { ReturnMessage } from './tell-return.ts';

/** Not that of the rule that blocks sites. */
const ruleId = 2;

/** A background sleeps after 30 s (milliseconds) without a call of the extension API. */
const stayAwakeEvery = 20_000;

/** A tab that nobody goes on in for so long (milliseconds) keeps nothing awake any more. */
const patience = 10 * 60_000;

/**
 * Opens a provider's sign-in in a tab, where the browser has no window for it. Resolves with the address at which it
 * ended, which the browser asks no server for, or with null where the tab was closed.
 */
export async function showAuthTab(url: string): Promise<string | null> {
  const { declarativeNetRequest, permissions, runtime, tabs } = browser;
  await declarativeNetRequest.updateSessionRules({
    removeRuleIds: [ruleId],
    addRules: [
      {
        id: ruleId,
        action: {
          type: 'redirect',
          redirect: { regexSubstitution: `${runtime.getURL('/signed-in.html')}#\\0` },
        },
        condition: { regexFilter: `^${firefoxRedirectUrl}.*`, resourceTypes: ['main_frame'] },
      },
    ],
  });
  const { id } = await tabs.create({ url });
  const address = await addressFrom(id);
  await Promise.allSettled([
    declarativeNetRequest.updateSessionRules({ removeRuleIds: [ruleId] }),
    permissions.remove({ origins: [authTabOrigin] }),
    ...(id !== undefined && address !== null ? [tabs.remove(id)] : []),
  ]);
  return address;
}

/** Waits until the tab comes back or is closed. */
function addressFrom(tab: number | undefined): Promise<string | null> {
  const { runtime, tabs } = browser;
  return new Promise((resolve) => {
    const awake = setInterval(() => void runtime.getPlatformInfo(), stayAwakeEvery);
    const giveUp = setTimeout(() => end(null), patience);

    function end(address: string | null): void {
      clearInterval(awake);
      clearTimeout(giveUp);
      runtime.onMessage.removeListener(onMessage);
      tabs.onRemoved.removeListener(onRemoved);
      resolve(address);
    }

    function onMessage(
      message: unknown,
      sender: Browser.runtime.MessageSender,
      respond: (taken: true) => void,
    ): false {
      if (sender.id !== runtime.id || sender.tab?.id !== tab || !isReturn(message)) return false;
      respond(true);
      end(message.returned);
      return false;
    }

    function onRemoved(removed: number): void {
      if (removed === tab) end(null);
    }

    runtime.onMessage.addListener(onMessage);
    tabs.onRemoved.addListener(onRemoved);
  });
}

function isReturn(message: unknown): message is ReturnMessage {
  return typeof message === 'object' && message !== null && 'returned' in message;
}
