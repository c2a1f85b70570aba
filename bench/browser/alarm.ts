import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../../e2e/testing/browsers/chromium.ts';
import type { RunningBrowser } from '../../e2e/testing/browsers/running-browser.ts';
import { inPairs, type Times } from '../table/ratios.ts';
import { atMost, type How, type Row } from '../table/row.ts';
import { openFilled } from './filled-profile.ts';
import { muchOf } from './much.ts';
import { withOneLine } from './visit.ts';
import { oneAlarm, tellsBadge } from './yardsticks/one-alarm.ts';

/** A minute of a running session, while the worker sleeps: from the instant of its alarm until the badge is painted. */
export async function measureAlarm({ extension, rounds }: How): Promise<Row[]> {
  const [bare, baton] = [await oneAlarm(), await withOneLine(extension)];
  for (const made of [bare, baton]) {
    const worker = join(made.extension, 'background.js');
    await writeFile(worker, tellsBadge + (await readFile(worker, 'utf8')));
  }
  const profile = await mkdtemp(join(tmpdir(), 'baton-bench-'));
  const least = await launchChromium({ profile, extension: bare.extension, headless: true, language: 'en' });
  const filled = await openFilled(baton.extension, muchOf({ tasks: 500, sessions: 20_000 }));
  const pairs: Times[] = [];
  try {
    const [one, all] = [await sleeper(least), await sleeper(filled.browser)];
    for (let round = -2; round < rounds(25); round += 1) {
      const times = { base: await one(), figure: await all() };
      if (round >= 0) pairs.push(times);
    }
  } finally {
    await Promise.all([least.close(), filled.close()]);
    await Promise.all([
      bare.remove(),
      baton.remove(),
      rm(profile, { recursive: true, force: true, maxRetries: 5 }),
    ]);
  }
  const yardstick = 'an extension with one alarm and one badge call';
  return [
    inPairs({ figure: 'worker asleep, alarm due to badge painted', yardstick, aim: atMost(1.5) }, pairs),
  ];
}

/** Ends the worker, lets an alarm wake it, and tells how long after the alarm's instant the badge was painted. */
async function sleeper(browser: RunningBrowser): Promise<() => Promise<number>> {
  const page = await browser.open('manifest.json');
  const hasTimer = (await page.evaluate('chrome.runtime.getManifest().name')) !== 'One alarm';
  if (hasTimer) await page.evaluate(`chrome.runtime.sendMessage({ command: { type: 'start' } })`);
  return async () => {
    // What the worker still had to do after the last one is over by then.
    await page.evaluate('new Promise((over) => setTimeout(over, 300))');
    await browser.killWorker(page);
    return (await page.evaluate(`(async () => {
      const badges = new BroadcastChannel('badges');
      const due = Date.now() + 300;
      await chrome.alarms.create('timer', { when: due });
      const painted = await new Promise((tell) => { badges.onmessage = ({ data }) => tell(data); });
      badges.close();
      return painted - due;
    })()`)) as number;
  };
}
