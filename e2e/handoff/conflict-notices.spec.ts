import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import { expectAgreement } from '../testing/records/expect-agreement.ts';
import { accessibilityFaults } from '../testing/pages/accessibility-faults.ts';
import { endMark, waitForBadge, waitForPausedBadge } from '../testing/pages/wait-for-badge.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { heldRows } from '../testing/records/held-rows.ts';
import { openPair, type Pair } from '../testing/browsers/pair.ts';
import { pressInPopup } from '../testing/pages/press-in-popup.ts';
import type { Profile } from '../testing/browsers/profile.ts';
import { recordedRings } from '../testing/records/recorded-rings.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

const minutes = /^2[45]$/;
const device = String.raw`\S+ · \S+(?: 2)?`;
const time = String.raw`\d+:\d\d [AP]M`;

/** A browser that comes back waits with its next try, half a minute at most. */
const patience = { timeout: 60_000 };

let backend: Backend;
let pair: Pair;
let a: Profile;
let b: Profile;

beforeAll(async () => {
  backend = await startBackend({});
  pair = await openPair(backend);
  ({ a, b } = pair);
});

afterAll(async () => {
  await pair?.close();
  await backend?.stop();
});

/** Waits until just this is the newest notice in the popup of that browser. */
async function says(profile: Profile, ...sentences: string[]): Promise<Page> {
  const popup = await profile.popup();
  const pattern = new RegExp(`^${sentences.join(' ')}$`);
  const look = async () => {
    const text = await popup.$eval(
      '.lower',
      (lower) => lower.querySelector('.notes p')?.firstChild?.textContent,
    );
    return pattern.test(text ?? '') || Promise.reject(new Error(`It says ${text}.`));
  };
  await waitUntil(`the popup says ${String(pattern)}`, look, patience);
  return popup;
}

/** Waits until this browser has synced and shows no notice. */
async function saysNothing(profile: Profile): Promise<void> {
  const popup = await profile.popup();
  await byRole(popup, 'textbox', 'Add a task').wait();
  await profile.send({ type: 'sync-now' });
  await waitUntil('no notice is left', async () => (await popup.$$('.note')).length === 0, patience);
}

/** The id of the session that was started last. */
async function newestStart(profile: Profile): Promise<string> {
  const { checkpoints } = await heldRows(profile);
  const starts = checkpoints.filter(({ checkpoint_type }) => checkpoint_type === 'start');
  return starts.toSorted((one, other) => other.timestamp - one.timestamp)[0]?.session_id ?? '';
}

describe('two browsers tell what the other one did', () => {
  afterEach(async () => {
    a.setOffline(false);
    b.setOffline(false);
    const { state } = await expectAgreement(pair);
    if (state === 'running' || state === 'paused') await pressInPopup(a, 'Stop');
    await Promise.all([waitForBadge(a, /^✓?$/), waitForBadge(b, /^✓?$/)]);
  });

  it('NOTICE-1 NOTICE-14 two starts apart are told on both, and one click switches both back', async () => {
    a.setOffline(true);
    b.setOffline(true);
    await pressInPopup(a, 'Start');
    await waitForBadge(a, minutes);
    const first = await newestStart(a);
    await pressInPopup(b, 'Start');
    await waitForBadge(b, minutes);
    a.setOffline(false);
    b.setOffline(false);
    const there = `Your focus session was replaced by another one on ${device} \\(${time}\\)\\.`;
    const popup = await says(a, there);
    expect(await accessibilityFaults(popup)).toEqual([]);
    // A worker that starts again shows the same notice, once.
    await a.killWorker();
    await says(b, `The focus session on ${device} was replaced by the one here \\(${time}\\)\\.`);
    await says(a, there);
    expect((await a.status())?.notes).toHaveLength(1);
    await pressInPopup(a, 'Switch back');
    await Promise.all([saysNothing(a), saysNothing(b)]);
    const { acts, sessions, state } = await expectAgreement(pair);
    expect(state).toBe('running');
    expect(acts.at(-1)).toMatchObject({ checkpoint_type: 'resume', session_id: first });
    expect(sessions.at(-1)).toMatchObject({ outcome: 'interrupted' });
  });

  it('NOTICE-4 a stale screen that stops what was stopped elsewhere says so, until it is dismissed', async () => {
    await pressInPopup(a, 'Start');
    await waitForBadge(b, minutes);
    const stale = await b.popup();
    b.setOffline(true);
    await pressInPopup(a, 'Stop');
    await waitForBadge(a, '');
    await byRole(stale, 'button', 'Stop').click();
    await waitForBadge(b, '');
    b.setOffline(false);
    const already = `Already stopped on ${device} \\(${time}\\)\\.`;
    await says(b, already, `“Stop” \\(${time}\\) had no effect\\.`);
    await expectAgreement(pair);
    await saysNothing(a);
    const popup = await b.popup();
    await byRole(popup, 'button', 'Dismiss').click();
    await saysNothing(b);
    await b.killWorker();
    await saysNothing(b);
  });

  it('NOTICE-7 RING-6 a pause that arrives after the end has come says what it did, and does not ring', async () => {
    const preset = { work_duration: 0.4, short_break: 5, long_break: 15, sessions_before_long_break: 4 };
    await a.send({ type: 'edit-preset', key: 'short', preset });
    await pressInPopup(a, 'Start');
    await waitForBadge(b, /s$/);
    b.setOffline(true);
    await pressInPopup(b, 'Pause');
    await waitForPausedBadge(b);
    await waitForBadge(a, endMark);
    await byRole(await a.popup(), 'button', 'Start short break').wait();
    const rung = await waitUntil('it has rung', async () => {
      const rings = await recordedRings(a);
      return rings.length > 0 && rings;
    });
    b.setOffline(false);
    const paused = `Paused on ${device} \\(${time}\\): the focus session that had ended \\(${time}\\) has 1 minute left\\.`;
    await says(a, paused);
    await saysNothing(b);
    // Once it has answered, it is done with what came.
    await a.send({ type: 'sync-now' });
    expect(await recordedRings(a)).toEqual(rung);
    await pressInPopup(a, 'Resume');
    await saysNothing(a);
    await waitForBadge(a, endMark);
    await byRole(await a.popup(), 'button', 'Start short break').wait();
  });
});
