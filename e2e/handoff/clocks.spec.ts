import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Preset } from '../../lib/timer/settings.ts';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { expectAgreement } from '../testing/records/expect-agreement.ts';
import { shownTime } from '../testing/pages/shown-time.ts';
import { waitForBadge, waitForPausedBadge } from '../testing/pages/wait-for-badge.ts';
import type { ChangedBuild } from '../testing/builds/with-first-script.ts';
import { setClock, withOtherClock } from '../testing/builds/with-other-clock.ts';
import { openPair, type Pair } from '../testing/browsers/pair.ts';
import { pressInPopup } from '../testing/pages/press-in-popup.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { heldRows } from '../testing/records/held-rows.ts';
import { recordedRings } from '../testing/records/recorded-rings.ts';
import { waitForValue } from '../testing/waiting/wait-for-value.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

const minute = 60_000;

/** Focus sessions that are long enough to be seen on both sides, breaks that outlast a test. */
const brief: Preset = {
  work_duration: 20 / 60,
  short_break: 15,
  long_break: 5,
  sessions_before_long_break: 4,
};

let backend: Backend;

beforeAll(async () => {
  backend = await startBackend({});
});

afterAll(async () => {
  await backend?.stop();
});

/** So the clock is off indeed, and the browser has found out by how much. */
async function expectCorrected(profile: Profile, by: number): Promise<void> {
  await waitUntil('its offset is known', async () => {
    // Each call measures it again, and the quickest one counts.
    await profile.send({ type: 'sync-now' });
    const { clock_offset = 0 } = (await profile.status()) ?? {};
    return Math.abs(clock_offset - by) < 1000 || Promise.reject(new Error(`It is ${clock_offset} ms.`));
  });
}

/** Everybody's acts lie between two true instants. */
function expectTrueTimes(acts: readonly { timestamp: number }[], from: number, to: number): void {
  for (const { timestamp } of acts) {
    expect(timestamp).toBeGreaterThanOrEqual(from - 1000);
    expect(timestamp).toBeLessThanOrEqual(to + 1000);
  }
}

describe('a browser whose clock is half an hour ahead', () => {
  let clock: ChangedBuild;
  let pair: Pair;

  beforeAll(async () => {
    clock = await withOtherClock(30 * minute);
    pair = await openPair(backend, { b: { extension: clock.extension } });
  });

  afterAll(async () => {
    await pair?.close();
    await clock?.remove();
  });

  it('ENDURE-1 ENDURE-7 hands a session over, ends it and rings at the true instants', async () => {
    const { a, b } = pair;
    const from = Date.now();
    await expectCorrected(b, -30 * minute);
    await pressInPopup(a, 'Start');
    await waitForBadge(b, /^2[45]$/);
    await pressInPopup(b, 'Continue here');
    await pressInPopup(b, 'Pause');
    await waitForPausedBadge(a);
    await b.killWorker();
    await pressInPopup(b, 'Resume');
    await waitForBadge(a, /^2[45]$/);
    await pressInPopup(a, 'Stop');
    await waitForBadge(b, '');
    await b.send({ type: 'edit-preset', key: 'short', preset: brief });
    await b.send({ type: 'set-preferences', preferences: { auto_start_breaks: true } });
    await pressInPopup(b, 'Start');
    await waitForBadge(a, /s$/);
    await Promise.all([waitForBadge(a, /^1[45]$/), waitForBadge(b, /^1[45]$/)]);
    for (const profile of [a, b])
      await waitUntil('it has rung', async () => (await recordedRings(profile)).length === 1);
    await pressInPopup(a, 'Stop');
    const { acts, sessions } = await expectAgreement(pair);
    const kinds = acts.map((act) => act.checkpoint_type).join(' ');
    expect(kinds).toBe('start handoff pause resume stop start begin stop');
    expectTrueTimes(acts, from, Date.now());
    expect(sessions).toMatchObject([
      { outcome: 'stopped' },
      { outcome: 'completed', active_time: 20_000 },
      { outcome: 'stopped' },
    ]);
    const [, over] = sessions;
    for (const profile of [a, b])
      expect(await recordedRings(profile)).toEqual([{ session: over?.id, end: over?.end_time }]);
  });
});

describe('a browser whose clock is five minutes behind', () => {
  let clock: ChangedBuild;
  let pair: Pair;

  beforeAll(async () => {
    clock = await withOtherClock(-5 * minute);
    pair = await openPair(backend, { email: 'late@browsers.example', b: { extension: clock.extension } });
  });

  afterAll(async () => {
    await pair?.close();
    await clock?.remove();
  });

  it('HANDOFF-8 counts down to the same instant as the other one, to a tenth of a second', async () => {
    const { a, b } = pair;
    await expectCorrected(b, 5 * minute);
    await pressInPopup(a, 'Start');
    await waitForBadge(b, /^2[45]$/);
    const popups = await Promise.all([a.popup(), b.popup()]);
    // A busy machine answers slowly and paints late: the oftener one looks, the nearer one comes to what is meant.
    await waitUntil(
      'both count down to the same instant',
      async () => {
        await Promise.all([a, b].map((profile) => profile.send({ type: 'sync-now' })));
        const [here = NaN, there = NaN] = await Promise.all(popups.map(shownEnd));
        return Math.abs(here - there) <= 100 || Promise.reject(new Error(`${here - there} ms apart`));
      },
      { timeout: 90_000 },
    );
    expect((await expectAgreement(pair)).state).toBe('running');
  });
});

describe.each(['chromium', 'firefox'] as const)('without an account, in %s', (browser) => {
  const work = 8000;
  let clock: ChangedBuild;
  let profile: Profile;

  beforeAll(async () => {
    clock = await withOtherClock(0, browser);
    profile = await openProfile({ browser, extension: clock.extension });
    const preset = { ...brief, work_duration: work / minute };
    expect(await profile.send({ type: 'edit-preset', key: 'short', preset })).toEqual({ ok: true });
  });

  afterAll(async () => {
    await profile?.close();
    await clock?.remove();
  });

  it('HANDOFF-9 a focus lasts as long as it would have, though the clock is set forward, and then back', async () => {
    const popup = await profile.popup();
    const whole = { outcome: 'completed', active_time: work };
    for (const [index, ahead] of [6000, -60 * minute].entries()) {
      const from = performance.now();
      await byRole(popup, 'button', index === 0 ? 'Start' : 'Skip the break and start focus').click();
      await waitUntil('it counts down', async () => (await shownTime(popup)) < work / 1000);
      await setClock(await profile.quietPage(), ahead);
      await waitForValue(
        async () =>
          (await heldRows(profile)).sessions.map(({ outcome, active_time }) => ({ outcome, active_time })),
        Array.from({ length: index + 1 }, () => whole),
      );
      expect(performance.now() - from).toBeGreaterThanOrEqual(work);
    }
    const { checkpoints } = await heldRows(profile);
    const acts = checkpoints.toSorted((a, b) => a.generation - b.generation);
    expect(acts.map(({ timestamp }) => timestamp)).toEqual(
      acts.map(({ timestamp }) => timestamp).toSorted((a, b) => a - b),
    );
  });
});

/**
 * The true instant that a popup counts down to, by the next six changes of the time on it. A busy machine paints late,
 * never early: the one that was shown most promptly tells. `performance` keeps true time everywhere.
 */
async function shownEnd(popup: Page): Promise<number> {
  const flips = await popup.evaluate(
    () =>
      new Promise<{ at: number; text: string }[]>((resolve, reject) => {
        const face = document.querySelector('[role="timer"]');
        if (!face) {
          reject(new Error('There is no time yet.'));
          return;
        }
        const seen: { at: number; text: string }[] = [];
        const watch = new MutationObserver(() => {
          seen.push({ at: performance.timeOrigin + performance.now(), text: face.textContent });
          if (seen.length < 6) return;
          watch.disconnect();
          resolve(seen);
        });
        watch.observe(face, { characterData: true, childList: true, subtree: true });
      }),
  );
  const ends = flips.map(({ at, text }) => {
    const [minutes = NaN, seconds = NaN] = text.split(':').map(Number);
    return at + (minutes * 60 + seconds) * 1000;
  });
  return Math.min(...ends);
}
