import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningBrowser } from '../../e2e/testing/browsers/running-browser.ts';

/** Milliseconds from the start of the navigation. */
export interface Visit {
  first: number;
  /** Not a number where the page has nothing that is waited for. */
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

/** Opens a page of the extension in a tab of the popup's size. Baton's popup is usable once its lower half is there. */
export async function visit(
  browser: RunningBrowser,
  path: string,
  sleep: () => Promise<unknown> = async () => undefined,
): Promise<Visit> {
  const page = await browser.open(oneLine);
  await page.setViewport({ width: 360, height: 600 });
  await sleep();
  await page.goto(browser.root + path);
  const times = await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    let paint: PerformanceEntry | undefined;
    for (; !paint; [paint] = performance.getEntriesByName('first-contentful-paint')) await frame();
    if (!document.querySelector('main.popup .lower')) return { first: paint.startTime, usable: Number.NaN };
    while (!document.querySelector('.lower input')) await frame();
    return { first: paint.startTime, usable: performance.now() };
  });
  await page.close();
  return times;
}
