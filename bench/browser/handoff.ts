import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { openPair } from '../../e2e/testing/browsers/pair.ts';
import { byRole } from '../../e2e/testing/pages/by-role.ts';
import { startBackendProcess } from '../../e2e/testing/servers/backend-process.ts';
import { startPostgres } from '../../supabase/local/postgres.ts';
import { openBaseline } from '../latency/baseline.ts';
import { atPercentile, inPairs, type Times } from '../table/ratios.ts';
import { atMost, type How, type Row } from '../table/row.ts';
import { timesOf } from './visit.ts';
import { watchBadge, watchClicks, watchScreen, type Watch } from './watch.ts';

const block = 10;

/** An act in browser A until browser B shows it, on the embedded backend. The yardstick is supabase-js alone. */
export async function measureHandoff({ extension, rounds }: How): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-bench-'));
  const postgres = await startPostgres();
  // It runs in a process of its own, since this process is busy with the browsers.
  const backend = await startBackendProcess({ db: postgres.url, data: folder });
  const baseline = await openBaseline(backend);
  const options = { extension, isDirect: true };
  const pair = await openPair(backend, { a: options, b: options });
  const times = { badge: [] as Times[], popup: [] as Times[], asleep: [] as Times[] };
  try {
    const { a, b } = pair;
    const popup = await a.popup();
    const clicks = watchClicks(popup);
    await byRole(popup, 'button', 'Start').click();
    const badge = await watchBadge(b);
    const button = await popup.waitForSelector('button.primary');

    /** Milliseconds from a click on A's large button to what is watched on B. It pauses and resumes in turn. */
    async function click(there: Watch): Promise<number> {
      const [clicked, seen] = [await clicks.arm(), await there.arm()];
      await button?.click();
      const took = (await seen()) - (await clicked());
      // What comes after an act (history, other screens) must not slow the next one down.
      await pause(150);
      return took;
    }

    async function pairs(there: Watch): Promise<Times[]> {
      const taken: Times[] = [];
      for (let i = 0; i < block; i += 1)
        taken.push({ base: await baseline.once(), figure: await click(there) });
      return taken;
    }

    // The first block only warms up.
    for (let done = -block; done < rounds(60); done += block) {
      await b.closePages();
      await pause(500);
      const onBadge = await pairs(badge);
      const screen = watchScreen(await b.popup());
      await pause(500);
      const onPopup = await pairs(screen);
      if (done < 0) continue;
      times.badge.push(...onBadge);
      times.popup.push(...onPopup);
    }
    await b.closePages();
    const quiet = await b.quietPage();
    const tab = await quiet.browser().newPage();
    for (let round = -1; round < rounds(12); round += 1) {
      const shown = await stateOf(popup);
      const alone = await openAsleep(shown);
      await button?.click();
      // A has sent it before B looks.
      await popup.waitForSelector(`main:not([data-state=${shown}])`);
      await pause(500);
      const late = await openAsleep(await stateOf(popup));
      if (round >= 0) times.asleep.push({ base: alone.usable, figure: late.usable });
    }

    /** B's popup, while its worker sleeps, until it is usable and shows this state. */
    async function openAsleep(state: string) {
      await tab.goto(quiet.url());
      await tab.bringToFront();
      await pause(300);
      await b.killWorker();
      return timesOf(tab, quiet.url().replace('manifest.json', 'popup.html'), state);
    }
  } finally {
    await pair.close();
    await baseline.close();
    await backend.kill();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
  const yardstick = 'supabase-js alone, from rpc to channel';
  const of = (figure: string, share: number, aim: number, list: Times[]) =>
    atPercentile({ figure, yardstick, aim: atMost(aim) }, share, list);
  return [
    of('click on A to badge of B, p50', 0.5, 1.5, times.badge),
    of('click on A to badge of B, p95', 0.95, 2, times.badge),
    of('click on A to popup of B, p50', 0.5, 2, times.popup),
    of('click on A to popup of B, p95', 0.95, 2.5, times.popup),
    inPairs(
      {
        figure: 'B asleep: its popup opening, to the right state',
        yardstick: 'its popup opening alone, until it is usable',
        aim: atMost(1.2),
      },
      times.asleep,
    ),
  ];
}

function stateOf(popup: Page): Promise<string> {
  return popup.$eval('main', (main) => main.dataset['state'] ?? '');
}
