import { setTimeout as pause } from 'node:timers/promises';
import { waitUntil } from '../../e2e/testing/waiting/wait-until.ts';
import { inPairs, type Times } from '../table/ratios.ts';
import { atMost, type How, type Row } from '../table/row.ts';
import { openFilled, type FilledProfile } from './filled-profile.ts';
import { muchOf } from './much.ts';

const [few, many] = [20, 20_000];
/** A page that has not changed for so long (milliseconds) is complete. */
const quiet = 700;

/** The statistics of ten years against those of a day. */
export async function measureStatistics({ extension, rounds }: How): Promise<Row[]> {
  const little = await openFilled(extension, muchOf({ tasks: 40, sessions: few }));
  const much = await openFilled(extension, muchOf({ tasks: 40, sessions: many }));
  const pairs = { first: [] as Times[], complete: [] as Times[] };
  try {
    for (let round = -2; round < rounds(15); round += 1) {
      const [base, figure] = [await open(little), await open(much)];
      if (round < 0) continue;
      pairs.first.push({ base: base.first, figure: figure.first });
      pairs.complete.push({ base: base.complete, figure: figure.complete });
    }
  } finally {
    await Promise.all([little.close(), much.close()]);
  }
  const yardstick = 'the page with 20';
  return [
    inPairs(
      { figure: 'statistics of 20,000 sessions, first picture', yardstick, aim: atMost(1.1) },
      pairs.first,
    ),
    inPairs(
      { figure: 'statistics of 20,000 sessions, complete', yardstick, aim: atMost(1.3) },
      pairs.complete,
    ),
  ];
}

/** The page is closed once it has packed what it read for the next visit. */
async function open({ browser }: FilledProfile): Promise<{ first: number; complete: number }> {
  const page = await browser.open('manifest.json');
  await page.evaluateOnNewDocument(noteChanges);
  await page.goto(`${browser.root}stats.html`);
  await page.waitForSelector('.month-day');
  const times = await page.evaluate(async (quiet) => {
    const changes = globalThis as unknown as { lastChange: number };
    while (performance.now() - changes.lastChange < quiet) await new Promise(requestAnimationFrame);
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return { first: paint?.startTime ?? Number.NaN, complete: changes.lastChange };
  }, quiet);
  await waitUntil('the visit is packed for the next one', () => page.evaluate(isPacked));
  await page.close();
  await pause(300);
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
