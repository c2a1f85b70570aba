import { describe, expect, test } from 'vitest';
import type { Checkpoint } from './checkpoint.ts';
import { nextStart } from './cycle.ts';
import { replay } from './replay.ts';
import { readSettings } from './settings.ts';
import { defaults, viewAt, withAct } from './testing/act-at.ts';
import { makeCheckpoint, minutes } from './testing/make-checkpoint.ts';

describe('TIMER-16 the cycle', () => {
  test('TIMER-16 four focus sessions, short breaks between them, then a long break and round 1', () => {
    let set: Checkpoint[] = [];
    let at = 0;
    const walk: string[] = [];
    for (let phase = 0; phase < 9; phase += 1) {
      set = withAct(set, { type: 'start' }, at);
      const view = viewAt(set, at);
      walk.push(`${view.phase} ${view.round}`);
      at += view.total / minutes;
    }
    expect(walk).toEqual([
      'work 1',
      'short_break 1',
      'work 2',
      'short_break 2',
      'work 3',
      'short_break 3',
      'work 4',
      'long_break 4',
      'work 1',
    ]);
  });

  test('TIMER-16 a break that is left out ends its round', () => {
    const set = withAct(withAct([], { type: 'start' }, 0), { type: 'start', phase: 'work' }, 26);
    expect(viewAt(set, 26)).toMatchObject({ phase: 'work', round: 2 });
  });

  test('TIMER-16 a break that is put in belongs to the round before', () => {
    const begun = withAct([], { type: 'start' }, 0);
    const stopped = withAct(begun, { type: 'stop', session: 'session-0' }, 10);
    const first = withAct(stopped, { type: 'start', phase: 'short_break' }, 11);
    expect(viewAt(first, 11)).toMatchObject({ phase: 'short_break', round: 1 });
    const rested = withAct(withAct([], { type: 'start' }, 0), { type: 'start' }, 26);
    const again = withAct(rested, { type: 'start', phase: 'short_break' }, 32);
    expect(viewAt(again, 32)).toMatchObject({ phase: 'short_break', round: 1 });
    const third = makeCheckpoint({ type: 'start', session: 'A', at: 0, round: 3 });
    const stoppedThird = withAct([third], { type: 'stop', session: 'A' }, 10);
    const between = withAct(stoppedThird, { type: 'start', phase: 'short_break' }, 11);
    expect(viewAt(between, 11)).toMatchObject({ phase: 'short_break', round: 2 });
  });

  test('TIMER-16 a long break that is left out ends the cycle', () => {
    const last = makeCheckpoint({ type: 'start', session: 'A', at: 0, round: 4 });
    expect(viewAt([last], 26)).toMatchObject({ phase: 'long_break', round: 4 });
    expect(viewAt(withAct([last], { type: 'start', phase: 'work' }, 26), 26)).toMatchObject({
      phase: 'work',
      round: 1,
    });
    expect(viewAt(withAct([last], { type: 'start', phase: 'short_break' }, 26), 26)).toMatchObject({
      phase: 'short_break',
      round: 4,
    });
  });

  test('TIMER-26 focus that is started anew while it runs, or after a stop, stays in its round', () => {
    const second = makeCheckpoint({ type: 'start', session: 'A', at: 0, round: 2 });
    expect(viewAt(withAct([second], { type: 'start', session: 'A' }, 5), 5)).toMatchObject({
      phase: 'work',
      round: 2,
    });
    const stopped = withAct([second], { type: 'stop', session: 'A' }, 5);
    expect(viewAt(stopped, 6)).toMatchObject({ state: 'idle', phase: 'work', round: 2 });
  });

  test('TIMER-16 a skipped focus session goes on to its break', () => {
    const set = withAct(withAct([], { type: 'start' }, 0), { type: 'skip', session: 'session-0' }, 10);
    expect(viewAt(set, 11)).toMatchObject({ state: 'finished', phase: 'short_break', ended_phase: 'work' });
  });

  test('TIMER-17 a cycle left alone for four hours begins anew', () => {
    const set = withAct([], { type: 'start' }, 0);
    expect(viewAt(set, 25 + 239).phase).toBe('short_break');
    expect(viewAt(set, 25 + 240).phase).toBe('short_break');
    expect(viewAt(set, 25 + 241)).toMatchObject({ state: 'idle', phase: 'work', round: 1 });
    expect(nextStart(replay(set, 400 * minutes).timer, defaults, 400 * minutes).follows).toBeNull();
  });

  test('TIMER-18 an edit of a preset counts from the next start', () => {
    const set = withAct([], { type: 'start' }, 0);
    const edited = readSettings({
      short: { work_duration: 40, short_break: 9, long_break: 20, sessions_before_long_break: 2 },
    });
    expect(viewAt(set, 5, edited)).toMatchObject({ remaining: 20 * minutes, rounds: 4 });
    expect(viewAt(set, 26, edited)).toMatchObject({ phase: 'short_break', remaining: 9 * minutes });
  });
});
