/**
 * How much longer the statistics page takes with ten years of history than with a day of it: 20,000 sessions
 * against 20. Prints the computation alone, and the page from the opening of its tab until its charts are drawn in a
 * real Chromium. Needs `npm run build`. Run by `npx node bench/statistics.ts [rounds] [folder of the built extension]`.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { buildFolder } from '../e2e/testing/builds/build-folder.ts';
import { waitUntil } from '../e2e/testing/waiting/wait-until.ts';
import { summariseHistory } from '../lib/statistics/history-summary.ts';
import { focusRuns } from '../lib/statistics/focus-run.ts';
import { createLocalDays, machineOffset } from '../lib/statistics/local-days.ts';
import { noRuns, appendRuns, type RunColumns } from '../lib/statistics/run-columns.ts';
import { aHistory } from '../lib/statistics/testing/history.ts';
import { focusByHour, totalsByTask } from '../lib/statistics/totals.ts';
import { openFilled, type FilledProfile } from './filled-profile.ts';

const few = 20;
const many = 20_000;
/** What the page with many sessions may take, as a multiple of the page with few. */
const limit = 1.5;
const rounds = Number(process.argv[2] ?? 15);
const extension = process.argv[3] ?? buildFolder('chromium');
const now = Date.now();
const tasks = Array.from({ length: 40 }, (_, place) => `task-${place}`);

/** The fastest of many, since other work of the machine can only add to it. */
function best(values: readonly number[]): number {
  return Math.min(...values);
}

/** Milliseconds for everything that the page computes before it draws. */
function sum(runs: RunColumns): number {
  const start = performance.now();
  const days = createLocalDays(machineOffset, 4);
  const today = days.dayOf(now);
  const facts = summariseHistory(runs, days, today, 1);
  const ever = { from: facts.range.firstDay, to: today + 1 };
  focusByHour(runs, days, ever);
  totalsByTask(runs, days, ever);
  return performance.now() - start;
}

/** Milliseconds from the opening of the page to its charts. The page is closed once the rows are read as well. */
async function open({ browser }: FilledProfile): Promise<number> {
  const page = await browser.open('stats.html');
  const took = await page.evaluate(async () => {
    while (!document.querySelector('.month-day')) await new Promise(requestAnimationFrame);
    return performance.now();
  });
  await waitUntil('the visit is packed for the next one', () => page.evaluate(isPacked));
  // What page and background read after the charts must not slow the next visit down.
  await pause(1500);
  await page.close();
  return took;
}

async function isPacked(): Promise<boolean> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('baton-local');
    request.addEventListener('success', () => resolve(request.result));
  });
  const packed = db.transaction('notes').objectStore('notes').get('packed_history');
  await new Promise<void>((resolve) => {
    packed.addEventListener('success', () => resolve());
  });
  db.close();
  return packed.result !== undefined;
}

const histories = {
  few: aHistory({ sessions: few, until: now, tasks }),
  many: aHistory({ sessions: many, until: now, tasks }),
};
const columns = {
  few: appendRuns(noRuns, focusRuns(histories.few, [], 1)),
  many: appendRuns(noRuns, focusRuns(histories.many, [], 1)),
};
const summed = Array.from({ length: 30 }, () => ({ few: sum(columns.few), many: sum(columns.many) }));
const sums = { few: best(summed.map(({ few }) => few)), many: best(summed.map(({ many }) => many)) };
console.log(`summing   ${few}: ${sums.few.toFixed(2)} ms   ${many}: ${sums.many.toFixed(1)} ms`);

const profiles = {
  few: await openFilled(extension, { pomodoro_sessions: histories.few }),
  many: await openFilled(extension, { pomodoro_sessions: histories.many }),
};
try {
  const first = { few: await open(profiles.few), many: await open(profiles.many) };
  console.log(`first     ${few}: ${first.few.toFixed(0)} ms   ${many}: ${first.many.toFixed(0)} ms`);
  const times: { few: number[]; many: number[] } = { few: [], many: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.few.push(await open(profiles.few));
    times.many.push(await open(profiles.many));
  }
  const [base, full] = [best(times.few), best(times.many)];
  const ratio = full / base;
  console.log(
    `page      ${few}: ${base.toFixed(0)} ms   ${many}: ${full.toFixed(0)} ms   ratio ${ratio.toFixed(2)} of at most ${limit}`,
  );
  if (ratio > limit) process.exitCode = 1;
} finally {
  await Promise.all(Object.values(profiles).map((profile) => profile.close()));
}
