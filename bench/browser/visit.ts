import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { RunningBrowser } from '../../e2e/testing/browsers/running-browser.ts';

/** Milliseconds from the start of the navigation. */
export interface Visit {
  /** To the first paint; of Baton's popup, to the first with the time in it. */
  first: number;
  /** Until Baton's popup has its lower half and shows what is waited for. Not a number on other pages. */
  usable: number;
}

/** A copy of an unpacked extension with the yardstick of every page in it. */
export interface Measurable {
  extension: string;
  remove(): Promise<void>;
}

/** A page with one line of text and no script: nothing of an extension can be painted earlier. */
export const oneLine = 'one-line.html';

export async function withOneLine(source: string): Promise<Measurable> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-bench-'));
  const extension = join(folder, 'extension');
  await cp(source, extension, { recursive: true });
  const page = '<!doctype html><meta charset="utf-8"><title>One line</title><body>14:12</body>';
  await writeFile(join(extension, oneLine), page);
  return { extension, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Opens a page of the extension in a tab of the popup's size; `sleep` puts the worker to sleep just before. */
export async function visit(
  browser: Pick<RunningBrowser, 'open' | 'root'>,
  path: string,
  sleep: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Visit> {
  const page = await browser.open('manifest.json');
  await page.setViewport({ width: 360, height: 600 });
  await sleep();
  const times = await timesOf(page, browser.root + path);
  await page.close();
  return times;
}

/** Lets a tab that shows another page of the extension go to this one. `state` is what a popup has to show. */
export async function timesOf(page: Page, url: string, state = ''): Promise<Visit> {
  const { identifier } = await page.evaluateOnNewDocument(notePaints, state);
  await page.goto(url);
  await page.removeScriptToEvaluateOnNewDocument(identifier);
  return page.evaluate(async () => {
    const { known, usable } = globalThis as unknown as Record<'known' | 'usable', Promise<number>>;
    const frame = () => new Promise(requestAnimationFrame);
    let paint: PerformanceEntry | undefined;
    for (; !paint; [paint] = performance.getEntriesByName('first-contentful-paint')) await frame();
    if (!document.querySelector('main.popup .lower')) return { first: paint.startTime, usable: Number.NaN };
    const wasKnown = await known;
    return { first: Math.max(paint.startTime, wasKnown), usable: await usable };
  });
}

/** Runs in the page before anything else: promises of when Baton's popup had its state, and all of it. */
function notePaints(state: string): void {
  const promised = { known: Promise.withResolvers<number>(), usable: Promise.withResolvers<number>() };
  Object.assign(globalThis, { known: promised.known.promise, usable: promised.usable.promise });
  new MutationObserver((_, observer) => {
    const shown = document.querySelector('main.popup')?.getAttribute('data-state');
    if (!shown || shown === 'unknown') return;
    promised.known.resolve(performance.now());
    if (!document.querySelector('.lower input') || (state !== '' && shown !== state)) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => promised.usable.resolve(performance.now()));
      port1.start();
      port2.postMessage(null);
    });
  }).observe(document, { subtree: true, childList: true, attributes: true });
}
