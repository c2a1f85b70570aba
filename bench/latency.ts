/**
 * How long an act takes from browser to browser: from the click on A to the painted badge of B, and to the painted
 * popup of B, against the floor of the same run, which is supabase-js alone between two processes. The three take
 * turns. Needs `npm run build`. Run by
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
import { openFloor } from './latency/floor.ts';
import { watchBadge, watchClicks, watchScreen, type Watch } from './latency/watch.ts';

const rounds = Number(process.argv[2] ?? 100);
const extension = process.argv[3] ?? buildFolder('chromium');
const isDirect = true;
const block = 10;

const folder = await mkdtemp(join(tmpdir(), 'baton-bench-'));
const postgres = await startPostgres();
// In a process of its own: this one has the browsers to talk to.
const backend = await startBackendProcess({ db: postgres.url, data: folder });
const floor = await openFloor(backend);
const pair = await openPair(backend, { a: { extension, isDirect }, b: { extension, isDirect } });
try {
  const { a, b } = pair;
  const popup = await a.popup();
  const clicks = watchClicks(popup);
  await byRole(popup, 'button', 'Start').click();
  const badge = await watchBadge(b);
  const button = await popup.waitForSelector('button.primary');

  /** Milliseconds from a click on A's big button, which pauses and resumes in turn, to what is watched on B. */
  async function click(there: Watch): Promise<number> {
    const [clicked, seen] = [await clicks.arm(), await there.arm()];
    await button?.click();
    const took = (await seen()) - (await clicked());
    // What follows an act (history, other screens) must not be in the way of the next one.
    await pause(150);
    return took;
  }

  const times: Record<string, number[]> = { floor: [], badge: [], popup: [] };
  // The first block only warms up.
  for (let done = -block; done < rounds; done += block) {
    const taken: Record<string, number[]> = { floor: [], badge: [], popup: [] };
    await b.closePages();
    await pause(500);
    for (let i = 0; i < block; i += 1) {
      taken['floor']?.push(await floor.once());
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
    // On a machine that does other things as well the least says most.
    const parts = Object.entries({ least: 0, p50: 0.5, p95: 0.95 }).map(([name, share]) => {
      const ratio = (at(what, share) / at('floor', share)).toFixed(2);
      return `${name} ${at(what, share).toFixed(1)} ms (${ratio})`;
    });
    console.log(`  ${what.padEnd(6)} ${parts.join('   ')}`);
  }
} finally {
  await pair.close();
  await floor.close();
  await backend.kill();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
