import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import { replay } from '../../timer/replay.ts';
import { minutes, makeCheckpoint } from '../../timer/testing/make-checkpoint.ts';
import { findEndsWhileAway } from './ends-while-away.ts';

const focus = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
const pause = makeCheckpoint({
  type: 'begin',
  session: 'A>',
  at: 25,
  parent: focus,
  follows: 'A',
  phase: 'short_break',
});

interface Moment {
  at: number;
  /** When somebody was last here; `at` if not said. Minutes, as everything here. */
  lastActive?: number | null;
  knownUntil?: number;
  device?: string;
}

function find(set: Checkpoint[], { at, lastActive = at, knownUntil = 0, device = 'd0' }: Moment) {
  return findEndsWhileAway(replay(set, at * minutes), {
    now: at * minutes,
    device,
    lastActive: lastActive === null ? null : lastActive * minutes,
    knownUntil: knownUntil * minutes,
  });
}

const focusEnded = { phase: 'work', ended_at: 25 * minutes, followed: null };

describe('AWAY-1 the end of a phase with nobody there is told', () => {
  test('AWAY-1 once it is a minute old, also while nobody has come back', () => {
    expect(find([focus], { at: 25.5, lastActive: 10 })).toEqual({ knownUntil: 0, away: null });
    expect(find([focus], { at: 27, lastActive: 10 }).away).toEqual(focusEnded);
    expect(find([focus], { at: 90 }).away).toEqual(focusEnded);
    expect(find([focus], { at: 90, lastActive: null }).away).toEqual(focusEnded);
  });

  test('AWAY-1 not if somebody was there within a minute after it', () => {
    const back = find([focus], { at: 25 });
    expect(back).toEqual({ knownUntil: 25 * minutes, away: null });
    expect(find([focus], { at: 90, knownUntil: 25 }).away).toBeNull();
    expect(find([focus], { at: 25.9, lastActive: 25.2 })).toEqual({ knownUntil: 25 * minutes, away: null });
  });

  test('AWAY-1 not before anything has ended, and not after a stop or a skip', () => {
    expect(find([], { at: 90 }).away).toBeNull();
    expect(find([focus], { at: 24, lastActive: 1 }).away).toBeNull();
    for (const type of ['stop', 'skip'] as const) {
      const over = makeCheckpoint({ type, session: 'A', at: 20, parent: focus });
      expect(find([focus, over], { at: 90 }).away).toBeNull();
    }
  });

  test('AWAY-1 not once the person has acted on the timer', () => {
    const next = makeCheckpoint({ type: 'start', session: 'B', at: 40, parent: focus, follows: 'A' });
    const more = makeCheckpoint({ type: 'resume', session: 'A', at: 40, parent: focus, left: 5 });
    expect(find([focus, next], { at: 41 }).away).toBeNull();
    expect(find([focus, more], { at: 41 }).away).toBeNull();
  });

  test('AWAY-1 a session that was resumed and ends with nobody there is told again', () => {
    const more = makeCheckpoint({ type: 'resume', session: 'A', at: 26, parent: focus, left: 5 });
    expect(find([focus, more], { at: 60, knownUntil: 25 }).away).toMatchObject({ ended_at: 31 * minutes });
  });

  test('AWAY-1 not on a device that does not lead: a person who acted elsewhere is not away', () => {
    expect(find([focus], { at: 90, device: 'd1' })).toEqual({ knownUntil: 0, away: null });
  });
});

describe('AWAY-2 the phase that followed by itself is told with the end', () => {
  const followed = { session: 'A>', phase: 'short_break' };

  test('AWAY-2 while it runs and after it has ended', () => {
    expect(find([focus, pause], { at: 28, lastActive: 20 }).away).toEqual({ ...focusEnded, followed });
    expect(find([focus, pause], { at: 60 }).away).toEqual({ ...focusEnded, followed });
  });

  test('AWAY-2 an end that somebody heard is not told with a later one that nobody heard', () => {
    expect(find([focus, pause], { at: 60, knownUntil: 25 }).away).toEqual({
      phase: 'short_break',
      ended_at: 30 * minutes,
      followed: null,
    });
  });

  test('AWAY-2 a person who comes back at the end of the break is still told of the focus session before it', () => {
    expect(find([focus, pause], { at: 30.5, lastActive: 30.4 })).toEqual({
      knownUntil: 0,
      away: { ...focusEnded, followed },
    });
  });

  test('AWAY-2 what a person has dropped is not told', () => {
    const drop = makeCheckpoint({ type: 'drop', session: 'A>', at: 40, parent: pause });
    expect(find([focus, pause, drop], { at: 60 }).away).toEqual(focusEnded);
  });
});
