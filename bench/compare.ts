/**
 * How long the popup of each unpacked extension takes to its first paint, as a multiple of a page of the same extension
 * that has one line of text and no script. The two take turns, and so do the extensions, each in a Chromium of its own.
 * Run by `npx node bench/compare.ts [--rounds 15] DIR…`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from '../e2e/testing/browsers/chromium.ts';
import type { RunningBrowser } from '../e2e/testing/browsers/running-browser.ts';
import { buildFolder } from '../e2e/testing/builds/build-folder.ts';
import { loadedBy } from '../scripts/budgets.ts';
import { oneLine, visit, withOneLine } from './browser/visit.ts';
import { inPairs, type Times } from './table/ratios.ts';

interface Opened {
  name: string;
  popup: string;
  files: number;
  browser: RunningBrowser;
  first: Times[];
  usable: Times[];
  close(): Promise<void>;
}

async function open(source: string): Promise<Opened> {
  const { extension, remove } = await withOneLine(source);
  const manifest = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8')) as {
    action?: { default_popup?: string };
  };
  const popup = manifest.action?.default_popup;
  if (popup === undefined) throw new Error(`${source} has no popup.`);
  const profile = await mkdtemp(join(tmpdir(), 'baton-compare-'));
  const browser = await launchChromium({ profile, extension, headless: true, language: 'en-US' });
  return {
    name: resolve(source).split(sep).slice(-3).join(sep),
    popup,
    files: loadedBy(extension, popup).length,
    browser,
    first: [],
    usable: [],
    async close() {
      await browser.close();
      await remove();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
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
    for (const { browser, popup, first, usable } of all) {
      const { first: base } = await visit(browser, oneLine);
      const times = await visit(browser, popup);
      if (round === 0) continue;
      first.push({ base, figure: times.first });
      usable.push({ base, figure: times.usable });
    }
  }
  for (const { name, files, first, usable } of all) {
    console.log(`${name}: ${files} files of code`);
    for (const [figure, pairs] of Object.entries({ 'first paint': first, usable })) {
      const { ratio, spread, base, p50 } = inPairs({ figure, yardstick: 'one line' }, pairs);
      const of = spread?.map((value) => value.toFixed(2)).join(' to ');
      console.log(
        `  ${figure}: ${ratio?.toFixed(2)} in pairs (${of}), ${p50.toFixed(0)} against ${base?.toFixed(0)} ms`,
      );
    }
  }
} finally {
  await Promise.all(all.map((opened) => opened.close()));
}
