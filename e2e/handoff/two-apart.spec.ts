import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import type { Checkpoint } from '../../lib/timer/checkpoint.ts';
import { expectAgreement } from '../testing/records/expect-agreement.ts';
import { startInPlace } from '../testing/pages/start-in-place.ts';
import { waitForBadge, waitForPausedBadge } from '../testing/pages/wait-for-badge.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { openPair, type Pair } from '../testing/browsers/pair.ts';
import { pressInPopup } from '../testing/pages/press-in-popup.ts';
import type { Profile } from '../testing/browsers/profile.ts';
import { signIn } from '../testing/pages/sign-in.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';
import { withTimeout } from '../testing/waiting/with-timeout.ts';

const minutes = /^2[45]$/;

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

/** Milliseconds from one act to another. */
function between(acts: readonly Checkpoint[], from: number, to: number): number {
  return (acts[to]?.timestamp ?? NaN) - (acts[from]?.timestamp ?? NaN);
}

describe('two browsers that do not hear of each other', () => {
  /** Acts of earlier tests stay in the account; these are those before this one. */
  let before: Set<string>;

  beforeEach(async () => {
    before = new Set((await pair.served()).checkpoints.map(({ id }) => id));
  });

  afterEach(async () => {
    a.setOffline(false);
    b.setOffline(false);
    const { state } = await expectAgreement(pair);
    if (state === 'running' || state === 'paused') await pressInPopup(a, 'Stop');
    await Promise.all([waitForBadge(a, /^✓?$/), waitForBadge(b, /^✓?$/)]);
  });

  /** What both come to, of this test only. */
  async function agreed() {
    const { acts, sessions, state, left } = await expectAgreement(pair);
    const own = acts.filter(({ id }) => !before.has(id));
    return {
      acts: own,
      kinds: own.map(({ checkpoint_type }) => checkpoint_type),
      sessions: sessions.filter(({ id }) => own.some(({ session_id }) => session_id === id)),
      state,
      left,
    };
  }

  it('ENDURE-1 ENDURE-5 the line of each is cut in turn, and both go on: every act counts, in its order', async () => {
    await pressInPopup(a, 'Start');
    await waitForBadge(b, minutes);
    b.setOffline(true);
    await pressInPopup(b, 'Pause');
    await waitForPausedBadge(b);
    await pressInPopup(a, '+5 min');
    await waitForBadge(a, /^(30|29)$/);
    b.setOffline(false);
    await waitForPausedBadge(a);
    const first = await agreed();
    expect(first.kinds).toEqual(['start', 'pause', 'extend']);
    const ran = between(first.acts, 0, 1);
    expect(first).toMatchObject({ state: 'paused', left: Math.ceil((30 * 60_000 - ran) / 1000) });

    a.setOffline(true);
    await pressInPopup(a, 'Resume');
    await waitForBadge(a, /^(30|29)$/);
    await pressInPopup(b, 'Stop');
    await waitForBadge(b, '');
    a.setOffline(false);
    const { acts, kinds, sessions, state } = await agreed();
    expect(kinds).toEqual(['start', 'pause', 'extend', 'resume', 'stop']);
    expect(state).toBe('idle');
    expect(sessions).toMatchObject([{ outcome: 'stopped', active_time: ran + between(acts, 3, 4) }]);
  });

  it('HANDOFF-6 both start while apart: the later one is the timer, the earlier one is in the history', async () => {
    a.setOffline(true);
    b.setOffline(true);
    await pressInPopup(a, 'Start');
    await waitForBadge(a, minutes);
    await pressInPopup(b, 'Start');
    await waitForBadge(b, minutes);
    a.setOffline(false);
    b.setOffline(false);
    const joined = await agreed();
    expect(joined).toMatchObject({ kinds: ['start', 'start'], state: 'running' });
    const [earlier, later] = joined.acts;
    const interrupted = { id: earlier?.session_id, outcome: 'interrupted', end_time: later?.timestamp };
    expect(joined.sessions).toMatchObject([interrupted]);
    await pressInPopup(b, 'Stop');
    await waitForBadge(a, '');
    const { acts, sessions } = await agreed();
    const stopped = { id: later?.session_id, outcome: 'stopped', active_time: between(acts, 1, 2) };
    expect(sessions).toMatchObject([interrupted, stopped]);
  });

  it('HANDOFF-7 a screen that is behind stops what was replaced: the new session goes on as it was', async () => {
    await pressInPopup(a, 'Start');
    await waitForBadge(b, minutes);
    const stale = await b.popup();
    b.setOffline(true);
    expect(await startInPlace(a, { type: 'start' })).toEqual({ ok: true });
    await byRole(stale, 'button', 'Stop').click();
    await waitForBadge(b, '');
    b.setOffline(false);
    const joined = await agreed();
    expect(joined).toMatchObject({ kinds: ['start', 'start', 'stop'], state: 'running' });
    const [first, second, stop] = joined.acts;
    const replaced = first?.session_id ?? '';
    expect(stop?.session_id).toBe(replaced);
    const interrupted = { id: replaced, outcome: 'interrupted', end_time: second?.timestamp };
    expect(joined.sessions).toMatchObject([interrupted]);
    // Once it has heard of the other one, it is refused.
    expect(await b.send({ type: 'stop', session: replaced })).toMatchObject({ ok: false });
    await pressInPopup(a, 'Stop');
    await waitForBadge(b, '');
    const { acts, sessions } = await agreed();
    const stopped = { id: second?.session_id, outcome: 'stopped', active_time: between(acts, 1, 3) };
    expect(sessions).toMatchObject([interrupted, stopped]);
  });
});

describe('a browser that lost what it had on disk', () => {
  const deleteAll = `indexedDB.databases().then((known) => Promise.all(known.map(({ name }) =>
    new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.addEventListener('success', () => resolve(true));
      request.addEventListener('error', () => reject(request.error));
    }))))`;

  afterEach(async () => {
    await pressInPopup(a, 'Stop');
    await waitForBadge(b, '');
  });

  async function expectInStep(): Promise<void> {
    await pressInPopup(b, 'Pause');
    await waitForPausedBadge(a);
    expect((await expectAgreement(pair)).state).toBe('paused');
  }

  it('ENDURE-8 gets back timer and history when its databases are deleted', async () => {
    await pressInPopup(a, 'Start');
    await waitForBadge(b, minutes);
    const before = await expectAgreement(pair);
    await b.closePages();
    await withTimeout('the databases to be deleted', (await b.quietPage()).evaluate(deleteAll));
    const { acts, sessions, state } = await expectAgreement(pair);
    expect({ acts, sessions, state }).toMatchObject({
      acts: before.acts,
      sessions: before.sessions,
      state: 'running',
    });
    await expectInStep();
  });

  it('ENDURE-8 gets back timer and history at the next login when all of its storage is cleared', async () => {
    await pressInPopup(a, 'Start');
    await waitForBadge(b, minutes);
    const before = await expectAgreement(pair);
    await b.closePages();
    // A worker that is still running would write down again what it knows.
    await waitUntil('all is gone with nobody there', async () => {
      await b.killWorker();
      const page = await b.quietPage();
      await page.evaluate(deleteAll);
      if ((await b.workerId()) !== null) return false;
      await page.evaluate('chrome.storage.local.clear()');
      return true;
    });
    await b.connect();
    await signIn(b, pair.email, pair.password);
    const { acts, sessions, state } = await expectAgreement(pair);
    expect({ acts, sessions, state }).toMatchObject({
      acts: before.acts,
      sessions: before.sessions,
      state: 'running',
    });
    await expectInStep();
  });
});
