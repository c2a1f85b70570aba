/**
 * Draws where the milliseconds of three ways go, as docs/flames/*.svg: the popup's start, the start of a worker whose
 * alarm is due, and an act from a click in one browser to the badge and the popup of another. Of several runs it takes
 * the one in the middle. Needs `npm run build`. Run by `npx node bench/flame.ts [--out DIR] [--runs 9]`.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import { openPair } from '../e2e/testing/browsers/pair.ts';
import { byRole } from '../e2e/testing/pages/by-role.ts';
import { startBackendProcess } from '../e2e/testing/servers/backend-process.ts';
import { withFirstScript } from '../e2e/testing/builds/with-first-script.ts';
import { startPostgres } from '../supabase/local/postgres.ts';
import { drawFlame, type Lane } from './flame/draw.ts';
import { record, type Recorded, type Span } from './flame/record.ts';

interface Run {
  took: number;
  zero: number;
  lanes: Lane[];
}

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(import.meta.dirname, '../docs/flames') },
    runs: { type: 'string', default: '9' },
  },
});
const runs = Number(values.runs);
const build = await withFirstScript(`(${record.toString()})();\n`, 'chromium');
const folder = await mkdtemp(join(tmpdir(), 'baton-flame-'));
const postgres = await startPostgres();
const backend = await startBackendProcess({ db: postgres.url, data: folder });
const options = { extension: build.extension, isDirect: true };
const pair = await openPair(backend, { a: options, b: options });
try {
  await mkdir(values.out, { recursive: true });
  const { a, b } = pair;
  const [popup, there] = [await a.popup(), await b.popup()];
  await byRole(popup, 'button', 'Start').click();
  await there.waitForSelector('main[data-state=running]');
  const [quietA, quietB] = [await a.quietPage(), await b.quietPage()];
  await popup.bringToFront();

  await draw('handoff', 'A press of Pause, from the click in A to badge and popup of B', async () => {
    await forget(quietA, quietB);
    const before = await popup.$eval('main', (main) => main.dataset['state'] ?? '');
    await popup.click('button.primary');
    for (const page of [popup, there]) await page.waitForSelector(`main:not([data-state=${before}])`);
    await pause(400);
    const lanes = [
      { name: 'popup of A', spans: await spansOf(popup) },
      { name: 'worker of A', spans: await spansOfWorker(quietA) },
      { name: 'worker of B', spans: await spansOfWorker(quietB) },
      { name: 'popup of B', spans: await spansOf(there) },
    ];
    const zero = find(lanes[0]?.spans, 'click').from;
    const badge = find(lanes[2]?.spans, 'action.setBadgeText').to;
    const seen = find(lanes[3]?.spans, 'paint').to;
    return { took: badge - zero, zero, lanes: upTo(lanes, zero, Math.max(badge, seen) + 1) };
  });

  await b.closePages();
  await draw('worker', 'An alarm of a sleeping worker, to its badge', async () => {
    await pause(400);
    await b.killWorker();
    const due = (await quietB.evaluate(
      `(async () => { const due = Date.now() + 300; await chrome.alarms.create('timer', { when: due }); return due; })()`,
    )) as number;
    await pause(1200);
    const spans = await spansOfWorker(quietB);
    const badge = find(spans, 'action.setBadgeText').to;
    const lanes = upTo([{ name: 'worker', spans }], due, badge + 20);
    return { took: badge - due, zero: due, lanes };
  });

  const tab = await quietB.browser().newPage();
  await tab.setViewport({ width: 360, height: 600 });
  await draw('popup', 'The popup’s start, while the worker sleeps', async () => {
    await tab.goto(quietB.url());
    await tab.bringToFront();
    await pause(400);
    await b.killWorker();
    await tab.goto(quietB.url().replace('manifest.json', 'popup.html'));
    await tab.waitForSelector('.lower input');
    await pause(900);
    const { zero, first, files } = await tab.evaluate(() => ({
      zero: performance.timeOrigin,
      first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      files: performance
        .getEntriesByType('resource')
        .filter(({ name }) => /\.(js|css)$/.test(name) && !name.endsWith('first.js'))
        .map(({ name, startTime, duration }) => ({
          what: `file ${name.replace(/.*\//, '').replace(/-[\w-]{8}\./, '.')}`,
          from: performance.timeOrigin + startTime,
          to: performance.timeOrigin + startTime + duration,
        })),
    }));
    const firstPaint = { what: 'first paint', from: zero + first - 1, to: zero + first };
    const spans = [...(await spansOf(tab)), ...files, firstPaint];
    const usable = Math.max(...spans.filter(({ what }) => what.startsWith('paint')).map(({ to }) => to));
    const lanes = [
      { name: 'popup', spans },
      { name: 'worker', spans: await spansOfWorker(quietB) },
    ];
    return { took: first, zero, lanes: upTo(lanes, zero, usable + 1) };
  });
} finally {
  await pair.close();
  await backend.kill();
  await postgres.stop();
  await build.remove();
  await rm(folder, { recursive: true, force: true });
}

async function draw(name: string, title: string, run: () => Promise<Run>): Promise<void> {
  const taken: Run[] = [];
  for (let i = 0; i < runs; i += 1) taken.push(await run());
  taken.sort((one, other) => one.took - other.took);
  const middle = taken[Math.floor((runs - 1) / 2)];
  if (!middle) return;
  const svg = drawFlame(`${title} (${middle.took.toFixed(0)} ms)`, middle.lanes, middle.zero);
  await writeFile(join(values.out, `${name}.svg`), svg);
  console.log(`${name}: ${middle.took.toFixed(1)} ms`);
  for (const { name: lane, spans } of middle.lanes) {
    console.log(`  ${lane}`);
    for (const { what, from, to } of spans.toSorted((one, other) => one.from - other.from))
      console.log(
        `    ${(from - middle.zero).toFixed(1).padStart(7)} + ${(to - from).toFixed(1).padStart(5)}  ${what}`,
      );
  }
}

async function forget(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.evaluate(`new BroadcastChannel('flame').postMessage('forget')`);
  await pause(50);
}

function spansOf(page: Page): Promise<Span[]> {
  return page.evaluate(() => (globalThis as unknown as Recorded).spans);
}

async function spansOfWorker(page: Page): Promise<Span[]> {
  const { spans } = (await page.evaluate(`new Promise((tell) => {
    const channel = new BroadcastChannel('flame');
    channel.onmessage = ({ data }) => { if (data.spans) { channel.close(); tell(data); } };
    channel.postMessage('tell');
  })`)) as Recorded;
  return spans;
}

/** What began in between. */
function upTo(lanes: readonly Lane[], zero: number, end: number): Lane[] {
  return lanes.map(({ name, spans }) => ({
    name,
    spans: spans.filter(({ from, to }) => to >= zero && from <= end),
  }));
}

function find(spans: readonly Span[] | undefined, what: string): Span {
  const found = spans?.find((span) => span.what.startsWith(what));
  if (!found) throw new Error(`There is no ${what} among ${spans?.map((span) => span.what).join(', ')}.`);
  return found;
}
