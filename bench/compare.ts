/**
 * How long the popup of each unpacked extension takes to its first paint, as a multiple of a page of the same extension
 * that has one line of text and no script. The two take turns, and so do the extensions, each in a Chromium of its own.
 * Baton is usable once its lower half is there. Other work of the machine falls on both pages of a pair. Run by `npx node bench/compare.ts [--rounds 15] DIR…`.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from '../e2e/testing/browsers/chromium.ts';
import type { RunningBrowser } from '../e2e/testing/browsers/running-browser.ts';
import { loadedBy } from '../scripts/budgets.ts';
import { buildFolder } from '../e2e/testing/builds/build-folder.ts';

interface Times {
  first: number;
  /** Not a number where the page has nothing that is waited for. */
  usable: number;
}

interface Opened {
  name: string;
  popup: string;
  files: number;
  browser: RunningBrowser;
  pairs: { line: Times; popup: Times }[];
  close(): Promise<void>;
}

const oneLine = '<!doctype html><meta charset="utf-8"><title>One line</title><body>14:12</body>';

async function open(source: string): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-compare-'));
  const extension = join(folder, 'extension');
  await cp(source, extension, { recursive: true });
  await writeFile(join(extension, 'one-line.html'), oneLine);
  const manifest = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8')) as {
    action?: { default_popup?: string };
  };
  const popup = manifest.action?.default_popup;
  if (popup === undefined) throw new Error(`${source} has no popup.`);
  const profile = join(folder, 'profile');
  const browser = await launchChromium({ profile, extension, headless: true, language: 'en-US' });
  return {
    name: resolve(source).split(sep).slice(-3).join(sep),
    popup,
    files: loadedBy(extension, popup).length,
    browser,
    pairs: [],
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function visit({ browser }: Opened, path: string): Promise<Times> {
  const page = await browser.open('one-line.html');
  await page.setViewport({ width: 360, height: 600 });
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

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The fastest of many, since other work of the machine can only add to it. */
function best(values: number[]): number {
  return Math.min(...values);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '15' } },
});
const folders = positionals.length > 0 ? positionals : [buildFolder('chromium')];
const all = await Promise.all(folders.map(open));
try {
  // The first visit of each page is not counted: nothing is cached yet.
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    for (const opened of all) {
      const line = await visit(opened, 'one-line.html');
      const popup = await visit(opened, opened.popup);
      if (round > 0) opened.pairs.push({ line, popup });
    }
  }
  for (const { name, files, pairs } of all) {
    const base = best(pairs.map(({ line }) => line.first));
    const ratios = (of: keyof Times) => {
      const inPairs = median(pairs.map(({ line, popup }) => popup[of] / line.first));
      return `${inPairs.toFixed(2)} in pairs, ${(best(pairs.map(({ popup }) => popup[of])) / base).toFixed(2)} at best`;
    };
    console.log(`${name}: ${files} files of code, one line in ${base.toFixed(0)} ms at best`);
    console.log(`  first paint ${ratios('first')}; usable ${ratios('usable')}`);
  }
} finally {
  await Promise.all(all.map((opened) => opened.close()));
}
