/**
 * How much longer popup and statistics take with 500 tasks and 20,000 sessions than with nothing: from the opening of
 * the page to its first paint, and to its last change, in a real Chromium. The two take turns. Needs `npm run build`. Run by `npx node bench/popup.ts [rounds] [folder of the built extension]`.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { buildFolder } from '../e2e/testing/builds/build-folder.ts';
import { aHistory } from '../lib/statistics/testing/history.ts';
import type { Task } from '../lib/store/rows.ts';
import { openFilled, type FilledProfile } from './filled-profile.ts';

const rounds = Number(process.argv[2] ?? 15);
const extension = process.argv[3] ?? buildFolder('chromium');
/**
 * What a full page may take, as a multiple of an empty one. Statistics without sessions draw no charts, so only their
 * first paint is compared here. `bench/statistics.ts` compares the charts.
 */
const limit = 1.5;
const limited = { popup: ['first', 'complete'], statistics: ['first'] };
/** A page that has not changed for so long (milliseconds) is complete. */
const quiet = 700;

const tasks = Array.from({ length: 500 }, (_, place): Task => ({
  id: `task-${place}`,
  title: `Task number ${place + 1}`,
  description: null,
  estimated_pomodoros: (place % 5) + 1,
  created_at: 0,
  completed_at: null,
  is_active: true,
  position: `a${String(place).padStart(4, '0')}`,
  deleted_at: null,
  edited: {},
}));
const sessions = aHistory({ sessions: 20_000, until: Date.now(), tasks: tasks.map(({ id }) => id) });

interface Times {
  /** Milliseconds from the opening of the page. */
  first: number;
  complete: number;
}

async function open({ browser }: FilledProfile, path: string, drawn: string): Promise<Times> {
  const page = await browser.open('manifest.json');
  await page.evaluateOnNewDocument(noteChanges);
  // The size of the popup, since a tab would have room for more rows.
  if (path === 'popup.html') await page.setViewport({ width: 360, height: 600 });
  await page.goto(browser.root + path);
  await page.waitForSelector(drawn);
  const times = await page.evaluate(async (quiet) => {
    const changes = globalThis as unknown as { lastChange: number };
    while (performance.now() - changes.lastChange < quiet) await new Promise(requestAnimationFrame);
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    return { first: paint?.startTime ?? Number.NaN, complete: changes.lastChange };
  }, quiet);
  await page.close();
  // What page and background read after the paint must not slow the next visit down.
  await pause(500);
  return times;
}

/** Writing a text that is the same as before is no change. */
function noteChanges(): void {
  Object.assign(globalThis, { lastChange: 0 });
  new MutationObserver((changes) => {
    if (
      changes.some(({ type, target, oldValue }) => type !== 'characterData' || target.nodeValue !== oldValue)
    )
      Object.assign(globalThis, { lastChange: performance.now() });
  }).observe(document, { subtree: true, childList: true, attributes: true, characterDataOldValue: true });
}

/** The fastest of many, since other work of the machine can only add to it. */
function best(times: readonly Times[]): Times {
  return {
    first: Math.min(...times.map(({ first }) => first)),
    complete: Math.min(...times.map(({ complete }) => complete)),
  };
}

const pages = [
  { name: 'popup', path: 'popup.html', drawn: '.lower .entry' },
  { name: 'statistics', path: 'stats.html', drawn: 'main h2' },
] as const;

const empty = await openFilled(extension, {});
const full = await openFilled(extension, { tasks, pomodoro_sessions: sessions });
try {
  for (const { name, path, drawn } of pages) {
    // The first visit is slower, since nothing is cached yet.
    await open(empty, path, drawn);
    await open(full, path, drawn);
    const times: { empty: Times[]; full: Times[] } = { empty: [], full: [] };
    for (let round = 0; round < rounds; round += 1) {
      times.empty.push(await open(empty, path, drawn));
      times.full.push(await open(full, path, drawn));
    }
    const [base, most] = [best(times.empty), best(times.full)];
    for (const step of ['first', 'complete'] as const) {
      const ratio = most[step] / base[step];
      const bound = limited[name].includes(step) ? ` of at most ${limit}` : '';
      console.log(
        `${name.padEnd(11)} ${step.padEnd(9)} empty: ${base[step].toFixed(0)} ms   full: ${most[step].toFixed(0)} ms   ratio ${ratio.toFixed(2)}${bound}`,
      );
      if (limited[name].includes(step) && ratio > limit) process.exitCode = 1;
    }
  }
} finally {
  await Promise.all([empty.close(), full.close()]);
}
