import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadedBy, weigh } from '../../scripts/budgets.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { buildFolder } from '../testing/builds/build-folder.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';
import { resize } from '../testing/pages/resize.ts';

/** What the page showed when the time stood on it for the first time. */
interface FirstPaint {
  at: number;
  time: string;
  /** How many messages the page had sent to the worker. */
  messages: number;
  /** How many elements the lower half had. */
  below: number;
}

let profile: Profile;

beforeAll(async () => {
  profile = await openProfile({ browser: 'chromium' });
  for (let place = 0; place < 30; place += 1) {
    const added = await profile.send({ type: 'add-task', title: `Task ${place}`, estimate: 1 });
    expect(added).toEqual({ ok: true });
  }
});

afterAll(async () => {
  await profile?.close();
});

/** Keeps the first paint of the page that opens next. */
function keepFirstPaint(): void {
  let messages = 0;
  const { runtime } = (globalThis as unknown as { chrome: { runtime: { sendMessage(): unknown } } }).chrome;
  const sendMessage = runtime.sendMessage.bind(runtime);
  runtime.sendMessage = (...message: []) => {
    messages += 1;
    Object.assign(globalThis, { messages });
    return sendMessage(...message);
  };
  new MutationObserver((_, observer) => {
    const time = document.querySelector('[role="timer"]')?.textContent;
    if (!time) return;
    observer.disconnect();
    const below = document.querySelector('.lower')?.childElementCount ?? 0;
    Object.assign(globalThis, { firstPaint: { at: Date.now(), time, messages, below } });
  }).observe(document, { childList: true, subtree: true });
}

async function firstPaint(page: Page): Promise<FirstPaint> {
  await page.evaluateOnNewDocument(keepFirstPaint);
  await page.reload();
  await page.waitForSelector('.lower input');
  return (await page.evaluate('firstPaint')) as FirstPaint;
}

function secondsOf(time: string): number {
  const [minutes = NaN, seconds = NaN] = time.split(':').map(Number);
  return minutes * 60 + seconds;
}

describe('the popup', () => {
  it('UI-2 UI-65 has the right time in it, before the worker is asked and the lower half is there', async () => {
    const before = Date.now();
    expect(await profile.send({ type: 'start' })).toEqual({ ok: true });
    const after = Date.now();
    const page = await profile.popup();
    const { at, time, messages, below } = await firstPaint(page);
    const secondsLeft = (start: number) => Math.ceil((start + 25 * 60_000 - at) / 1000);
    expect(secondsOf(time)).toBeGreaterThanOrEqual(secondsLeft(before));
    expect(secondsOf(time)).toBeLessThanOrEqual(secondsLeft(after));
    expect({ messages, below }).toEqual({ messages: 0, below: 0 });
    await page.waitForFunction(() => /^2[45]:\d\d · Focus$/.test(document.title));
    // What the page sends afterwards is counted, so the count above was a real one.
    await page.waitForFunction('globalThis.messages > 0');
  });

  it.each(['chromium', 'firefox'] as const)('UI-2 needs at most 23 KB of code in %s', (browser) => {
    const [popup] = weigh(buildFolder(browser));
    expect(popup?.what).toBe('popup, before the first paint');
    expect(popup?.bytes).toBeLessThanOrEqual(23_000);
  });

  it.each(['chromium', 'firefox'] as const)(
    'UI-2 waits for two files of code and for no style sheet in %s',
    async (browser) => {
      const folder = buildFolder(browser);
      const html = await readFile(join(folder, 'popup.html'), 'utf8');
      expect(loadedBy(folder, 'popup.html')).toHaveLength(2);
      expect(html).not.toMatch(/<link rel="stylesheet"(?! disabled)/);
      const [, styles = ''] = /<style>(.*)<\/style>/s.exec(html) ?? [];
      expect(styles).toContain('.popup');
      const manifest = await readFile(join(folder, 'manifest.json'), 'utf8');
      const hash = createHash('sha256').update(styles).digest('base64');
      expect(manifest).toContain(`style-src 'self' 'sha256-${hash}'`);
    },
  );

  it('UI-29 the popup is 360 by 600 and does not scroll, the list of tasks does', async () => {
    const page = await profile.popup();
    await page.waitForSelector('.tasks-scroll li');
    const sizes = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      const { width, height } = document.querySelector('main')?.getBoundingClientRect() ?? new DOMRect();
      return { scrollWidth, scrollHeight, width, height };
    });
    expect(sizes).toEqual({ scrollWidth: 360, scrollHeight: 600, width: 360, height: 600 });
    const hidden = await page.$eval('.tasks-scroll', (list) => list.scrollHeight - list.clientHeight);
    expect(hidden).toBeGreaterThan(0);
  });
});

it('UI-26 in a wide tab the timer stands beside the tasks and is larger', async () => {
  const page = await profile.popup();
  await page.waitForSelector('.tasks-scroll li');
  const places = () =>
    page.evaluate(() => {
      const rectOf = (selector: string) =>
        (document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect()).toJSON() as DOMRect;
      return { ring: rectOf('.ring'), tasks: rectOf('.tasks-scroll') };
    });
  const small = await places();
  expect(small.ring.bottom).toBeLessThanOrEqual(small.tasks.top);
  await resize(page, { width: 1280, height: 800 });
  const wide = await places();
  expect(wide.ring.right).toBeLessThanOrEqual(wide.tasks.left);
  expect(wide.ring.top).toBeLessThan(wide.tasks.bottom);
  expect(wide.ring.bottom).toBeGreaterThan(wide.tasks.top);
  expect(wide.ring.width).toBeGreaterThan(small.ring.width);
});

it('UI-65 at the toolbar it opens itself in a tab, and closes', async () => {
  const witness = await profile.quietPage();
  const popup = await profile.toolbarPopup();
  const button = await popup.waitForSelector('.to-tab button');
  await button?.evaluate((one) => one.click());
  await waitUntil('the popup is closed', () => popup.isClosed());
  await waitUntil('a tab in front shows the timer', async () => {
    const front = await witness.evaluate(
      'chrome.tabs.query({ active: true }).then((tabs) => tabs.map(({ url }) => url))',
    );
    return (front as (string | undefined)[]).some((url) => url?.endsWith('/popup.html'));
  });
});
