import type { Page } from 'puppeteer-core';
import type { Profile } from '../../e2e/testing/browsers/profile.ts';

/** Tells when something happened in a browser, in exact time (milliseconds since the epoch). */
export interface Watch {
  /** Begins to wait. Resolves with a function that resolves at the next time that it happens. */
  arm(): Promise<() => Promise<number>>;
}

const now = 'performance.timeOrigin + performance.now()';

/** `name` tells apart what is watched on one page. */
function watchOn(page: Page, name: string, prepare: Promise<unknown>): Watch {
  return {
    async arm() {
      await prepare;
      await page.evaluate(
        `void (globalThis.next_${name} = new Promise((tell) => { globalThis.tell_${name} = tell; }))`,
      );
      return async () => (await page.evaluate(`globalThis.next_${name}`)) as number;
    },
  };
}

/** When the person's click on this page was made, as the browser stamps it. */
export function watchClicks(page: Page): Watch {
  return watchOn(
    page,
    'click',
    page.evaluate(
      `addEventListener('click', ({ timeStamp }) => tell_click(performance.timeOrigin + timeStamp), { capture: true })`,
    ),
  );
}

/** When this popup was painted in another state: the first task after that frame. */
export function watchScreen(page: Page): Watch {
  return watchOn(
    page,
    'screen',
    page.waitForSelector('main').then(() =>
      page.evaluate(`void new MutationObserver(() => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => tell_screen(${now});
      port2.postMessage(null);
    })).observe(document.querySelector('main'), { attributeFilter: ['data-state'] })`),
    ),
  );
}

/**
 * When the browser had taken another ground of the badge from the worker: a pause changes that, and not the text. The
 * worker must not die meanwhile.
 */
export async function watchBadge(profile: Profile): Promise<Watch> {
  const page = await profile.quietPage();
  await page.evaluate(`void (() => {
    globalThis.badges = new BroadcastChannel('badges');
    let before = '';
    badges.onmessage = ({ data: { color, at } }) => {
      if (color !== before) tell_badge?.(at);
      before = color;
    };
  })()`);
  await profile.inWorker(`(() => {
    const badges = new BroadcastChannel('badges');
    const { setBadgeBackgroundColor } = chrome.action;
    const told = async (details) => {
      await setBadgeBackgroundColor.call(chrome.action, details);
      badges.postMessage({ color: details.color, at: ${now} });
    };
    for (const api of [globalThis.browser, chrome]) if (api) api.action.setBadgeBackgroundColor = told;
  })()`);
  return watchOn(page, 'badge', page.evaluate('void (globalThis.tell_badge = null)'));
}
