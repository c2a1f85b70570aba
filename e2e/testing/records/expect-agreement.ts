import { expect } from 'vitest';
import type { Session } from '../../../lib/store/rows.ts';
import type { Checkpoint } from '../../../lib/timer/checkpoint.ts';
import { heldRows, type HeldRows } from './held-rows.ts';
import type { Pair } from '../browsers/pair.ts';
import type { Profile } from '../browsers/profile.ts';
import { recordedRings } from './recorded-rings.ts';
import { shownTime } from '../pages/shown-time.ts';
import { waitUntil } from '../waiting/wait-until.ts';

/** What both browsers and the database agree on. */
export interface Agreed {
  /** In the order in which they were made. */
  acts: Checkpoint[];
  /** In the order of their starts. */
  sessions: Session[];
  /** What both screens show. */
  state: string;
  /** Seconds left on them. */
  left: number;
}

/** Two ends of one session that are nearer than this (milliseconds) are one. */
const sameEnd = 1000;

/**
 * What must hold after anything that can happen to two browsers (ENDURE-1): nothing waits and nothing was refused.
 * Both browsers and the database hold the same acts and the same history, and the history is complete. No two sessions
 * share a minute, no end rang twice on a device, and both screens show the same. It opens both popups to see that.
 */
export async function expectAgreement(pair: Pair): Promise<Agreed> {
  const { a, b } = pair;
  const popups = await Promise.all([a.popup(), b.popup()]);
  return waitUntil(
    'both browsers and the database agree',
    async () => {
      const { checkpoints, sessions } = await sameRows(pair);
      const acts = checkpoints.toSorted((one, other) => one.timestamp - other.timestamp);
      const ordered = sessions.toSorted((one, other) => one.start_time - other.start_time);
      const screen = await sameScreen(popups);
      expectComplete(acts, ordered, screen.state);
      expectNoOverlap(ordered);
      for (const [device, profile] of Object.entries({ a, b })) await expectRungOnce(device, profile);
      return { acts, sessions: ordered, ...screen };
    },
    { timeout: 60_000, every: 100 },
  );
}

async function sameRows({ a, b, served }: Pair): Promise<HeldRows> {
  const [here, there, database] = await Promise.all([heldRows(a), heldRows(b), served()]);
  expect({ a: here.waiting, b: there.waiting }, 'changes that wait').toEqual({ a: 0, b: 0 });
  expect({ a: here.aside, b: there.aside }, 'changes that were refused').toEqual({ a: 0, b: 0 });
  for (const table of ['checkpoints', 'sessions'] as const) {
    expect(here[table], `${table} of A against those of the database`).toEqual(database[table]);
    expect(there[table], `${table} of B against those of the database`).toEqual(database[table]);
  }
  return database;
}

async function sameScreen(popups: Awaited<ReturnType<Profile['popup']>>[]) {
  const screens = await Promise.all(
    popups.map(async (popup) => ({
      ...(await popup.$eval('main', ({ dataset: { phase, state = '' } }) => ({ phase, state }))),
      left: await shownTime(popup),
    })),
  );
  const [here, there] = screens;
  if (!here || !there) throw new Error('There are two screens.');
  const { left, ...shown } = here;
  expect(there, 'the screen of B against that of A').toMatchObject(shown);
  expect(Math.abs(left - there.left), `${left} s on A, ${there.left} s on B`).toBeLessThanOrEqual(1);
  return { state: shown.state, left };
}

/** Whatever began is in the history as ended, except what is open and automatic phases that turned out void. */
function expectComplete(acts: readonly Checkpoint[], sessions: readonly Session[], state: string): void {
  const ended = new Set(sessions.filter(({ end_time }) => end_time !== null).map(({ id }) => id));
  const missing = acts.filter(
    (act) =>
      (act.checkpoint_type === 'start' || act.checkpoint_type === 'begin') &&
      !ended.has(act.session_id) &&
      !isUndone(act, acts),
  );
  const open = state === 'running' || state === 'paused' ? 1 : 0;
  expect(missing, 'what was begun and is not in the history').toHaveLength(open);
}

/** An automatic phase is void if the other device had acted before the end that it follows. */
function isUndone(begin: Checkpoint, acts: readonly Checkpoint[]): boolean {
  const since = acts.find(({ session_id }) => session_id === begin.follows)?.timestamp ?? 0;
  return (
    begin.checkpoint_type === 'begin' &&
    acts.some(
      ({ checkpoint_type, device_id, timestamp }) =>
        checkpoint_type !== 'begin' &&
        device_id !== begin.device_id &&
        timestamp >= since &&
        timestamp <= begin.timestamp,
    )
  );
}

/** No stretch of time holds more active time than it is long, whichever sessions lie wholly in it. */
function expectNoOverlap(sessions: readonly Session[]): void {
  for (const { start_time: from } of sessions)
    for (const { end_time: to } of sessions) {
      if (to === null || to <= from) continue;
      const inside = sessions.filter((row) => row.start_time >= from && (row.end_time ?? Infinity) <= to);
      const sum = inside.reduce((total, { active_time }) => total + active_time, 0);
      expect(sum, `what ${inside.length} sessions ran in ${to - from} ms`).toBeLessThanOrEqual(to - from);
    }
}

async function expectRungOnce(device: string, profile: Profile): Promise<void> {
  const rings = await recordedRings(profile);
  const again = rings.filter(({ session, end }, place) =>
    rings.slice(0, place).some((ring) => ring.session === session && Math.abs(ring.end - end) < sameEnd),
  );
  expect(again, `ends that ${device} rang for twice`).toEqual([]);
}
