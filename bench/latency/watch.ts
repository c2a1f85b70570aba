import type { Page } from 'puppeteer-core';
import type { Profile } from '../../e2e/testing/browsers/profile.ts';

/** Tells when something happened in a browser, in exact time (milliseconds since the epoch). */
export interface Watch {
  /** Begins to wait. Resolves with a function that resolves at the next time that it happens. */
  arm(): Promise<() => Promise<number>>;
}

const now = 'performance.timeOrigin + performance.now()';

function watchOn(page: Page, prepare: Promise<unknown>): Watch {
  return {
    async arm() {
      await prepare;
      await page.evaluate('void (globalThis.next = new Promise((tell) => { globalThis.tell = tell; }))');
      return async () => (await page.evaluate('globalThis.next')) as number;
    },
  };
}

/** When the person's click on this page was made, as the browser stamps it. */
export function watchClicks(page: Page): Watch {
  return watchOn(
    page,
    page.evaluate(
      `addEventListener('click', ({ timeStamp }) => tell(performance.timeOrigin + timeStamp), { capture: true })`,
    ),
  );
}

/** When this popup was painted in another state: the first task after that frame. */
export function watchScreen(page: Page): Watch {
  return watchOn(
    page,
    page.waitForSelector('main').then(() =>
      page.evaluate(`void new MutationObserver(() => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => tell(${now});
      port2.postMessage(null);
    })).observe(document.querySelector('main'), { attributeFilter: ['data-state'] })`),
    ),
  );
}

/** When the browser had taken a new text of the badge from the worker. The worker must not die meanwhile. */
export async function watchBadge(profile: Profile): Promise<Watch> {
  const page = await profile.quietPage();
  await page.evaluate(`void (() => {
    globalThis.badges = new BroadcastChannel('badges');
    let before = '';
    badges.onmessage = ({ data: { text, at } }) => {
      if (text !== before) tell?.(at);
      before = text;
    };
  })()`);
  await profile.inWorker(`(() => {
    const badges = new BroadcastChannel('badges');
    const { setBadgeText } = chrome.action;
    const told = async (details) => {
      await setBadgeText.call(chrome.action, details);
      badges.postMessage({ text: details.text, at: ${now} });
    };
    for (const api of [globalThis.browser, chrome]) if (api) api.action.setBadgeText = told;
  })()`);
  return watchOn(page, page.evaluate('void (globalThis.tell = null)'));
}
