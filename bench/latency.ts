/**
 * How long an act takes from browser to browser: from the click on A until the badge of B is painted, and until the
 * popup of B is painted. Both are compared with supabase-js alone between two processes (the baseline). The three are
 * measured in turns. Needs `npm run build`. Run by
 * `npx node bench/latency.ts [rounds] [folder of the built extension]`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildFolder } from '../e2e/testing/builds/build-folder.ts';
import { openPair } from '../e2e/testing/browsers/pair.ts';
import { byRole } from '../e2e/testing/pages/by-role.ts';
import { startBackendProcess } from '../e2e/testing/servers/backend-process.ts';
import { startPostgres } from '../supabase/local/postgres.ts';
import { openBaseline } from './latency/baseline.ts';
import { watchBadge, watchClicks, watchScreen, type Watch } from './latency/watch.ts';

const rounds = Number(process.argv[2] ?? 100);
const extension = process.argv[3] ?? buildFolder('chromium');
const isDirect = true;
const block = 10;

const folder = await mkdtemp(join(tmpdir(), 'baton-bench-'));
const postgres = await startPostgres();
// It runs in a process of its own, since this process is busy with the browsers.
const backend = await startBackendProcess({ db: postgres.url, data: folder });
const baseline = await openBaseline(backend);
const pair = await openPair(backend, { a: { extension, isDirect }, b: { extension, isDirect } });
try {
  const { a, b } = pair;
  const popup = await a.popup();
  const clicks = watchClicks(popup);
  await byRole(popup, 'button', 'Start').click();
  const badge = await watchBadge(b);
  const button = await popup.waitForSelector('button.primary');

  /** Milliseconds from a click on A's large button to what is watched on B. The button pauses and resumes in turn. */
  async function click(there: Watch): Promise<number> {
    const [clicked, seen] = [await clicks.arm(), await there.arm()];
    await button?.click();
    const took = (await seen()) - (await clicked());
    // What comes after an act (history, other screens) must not slow the next one down.
    await pause(150);
    return took;
  }

  const times: Record<string, number[]> = { baseline: [], badge: [], popup: [] };
  // The first block only warms up.
  for (let done = -block; done < rounds; done += block) {
    const taken: Record<string, number[]> = { baseline: [], badge: [], popup: [] };
    await b.closePages();
    await pause(500);
    for (let i = 0; i < block; i += 1) {
      taken['baseline']?.push(await baseline.once());
      taken['badge']?.push(await click(badge));
    }
    const screen = watchScreen(await b.popup());
    await pause(500);
    for (let i = 0; i < block; i += 1) taken['popup']?.push(await click(screen));
    if (done >= 0) for (const [what, list] of Object.entries(taken)) times[what]?.push(...list);
  }

  const at = (what: string, share: number): number => {
    const sorted = (times[what] ?? []).toSorted((one, other) => one - other);
    return sorted[Math.floor((sorted.length - 1) * share)] ?? NaN;
  };
  console.log(`From a click on A, ${rounds} each`);
  for (const what of Object.keys(times)) {
    // On a busy machine the least time tells most.
    const parts = Object.entries({ least: 0, p50: 0.5, p95: 0.95 }).map(([name, share]) => {
      const ratio = (at(what, share) / at('baseline', share)).toFixed(2);
      return `${name} ${at(what, share).toFixed(1)} ms (${ratio})`;
    });
    console.log(`  ${what.padEnd(6)} ${parts.join('   ')}`);
  }
} finally {
  await pair.close();
  await baseline.close();
  await backend.kill();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
