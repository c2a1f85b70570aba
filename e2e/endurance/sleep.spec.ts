import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import { openPair, type Pair } from '../testing/browsers/pair.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { signUp } from '../testing/pages/sign-in.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

/** A browser puts a background away that has had no event for half a minute; so much longer (ms) is waited for it. */
const overdue = 65_000;

let backend: Backend;

beforeAll(async () => {
  backend = await startBackend({});
});

afterAll(async () => {
  await backend?.stop();
});

const api = '(globalThis.browser ?? globalThis.chrome)';

/** Kills the worker, which forgets what pages are open, and lets an alarm start the next one. */
async function wakeByAlarm(profile: Profile): Promise<void> {
  await profile.closePages();
  await profile.killWorker();
  const page = await profile.quietPage();
  await page.evaluate(`${api}.alarms.create('timer', { when: Date.now() })`);
  await waitUntil('the background is awake', () => profile.workerId());
}

describe('a browser whose account has no other device', () => {
  let profile: Profile;

  beforeAll(async () => {
    profile = await openProfile({ browser: 'chromium', backend });
    await profile.connect();
    await signUp(profile, 'one@browser.example', 'correct horse');
  });

  afterAll(async () => {
    await profile?.close();
  });

  it('SLEEP-1 sleeps between its alarms while a session runs', async () => {
    await profile.send({ type: 'start' });
    await wakeByAlarm(profile);
    await waitUntil('the background sleeps', async () => (await profile.workerId()) === null, {
      timeout: 2 * overdue,
      every: 250,
    });
    expect((await profile.badge()).text).toMatch(/^2[345]$/);
  }, 180_000);
});

describe('a browser whose account is in use elsewhere, too', () => {
  let pair: Pair;

  beforeAll(async () => {
    // Shorter than half a minute, so that what else happens each half minute keeps nothing awake.
    pair = await openPair(backend, { b: { browser: 'firefox', idleTimeout: 25_000 } });
  });

  afterAll(async () => {
    await pair?.close();
  });

  it('SLEEP-2 stays awake for its socket, with no page open, in Chromium and in Firefox', async () => {
    const both = [pair.a, pair.b];
    await pair.b.closePages();
    // A background of Firefox that a socket keeps awake cannot be put away: the page that signed it in opened it.
    await wakeByAlarm(pair.a);
    const workers = await Promise.all(both.map((each) => each.workerId()));
    expect(workers).not.toContain(null);
    const since = performance.now();
    await waitUntil(
      'both have run for longer than without a socket',
      async () => {
        expect(await Promise.all(both.map((each) => each.workerId()))).toEqual(workers);
        return performance.now() - since > overdue;
      },
      { timeout: 2 * overdue, every: 1000 },
    );
    expect(await Promise.all(both.map((each) => each.workerId()))).toEqual(workers);
  }, 180_000);
});
