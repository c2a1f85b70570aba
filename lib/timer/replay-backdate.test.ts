import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { act } from './act.ts';
import type { Checkpoint } from './checkpoint.ts';
import { replay } from './replay.ts';
import { actorAt, defaults, viewAt, withAct } from './testing/act-at.ts';
import { checkpointSets, laterThanAll } from './testing/arbitrary-checkpoints.ts';
import { makeCheckpoint, minutes } from './testing/make-checkpoint.ts';

const before = makeCheckpoint({ type: 'start', session: 'P', at: 0 });
const stop = makeCheckpoint({ type: 'stop', session: 'P', at: 10, parent: before });
const start = makeCheckpoint({ type: 'start', session: 'A', at: 30, parent: stop });
const all = [before, stop, start];

const at = (minute: number) => minute * minutes;
const earlier = (set: Checkpoint[], to: number, when: number, device?: string) =>
  withAct(set, { type: 'backdate', session: 'A', start: at(to) }, when, device);
const record = (set: Checkpoint[], when: number) =>
  replay(set, at(when)).sessions.find(({ id }) => id === 'A');

describe('TIMER-32 a session began earlier', () => {
  test('TIMER-32 the time since then counts, and is not left any more', () => {
    const set = earlier(all, 20, 35);
    expect(viewAt(set, 36)).toMatchObject({ state: 'running', ends_at: at(45) });
    expect(record(set, 50)).toMatchObject({
      started_at: at(20),
      ended_at: at(45),
      active_time: at(25),
      completed: true,
    });
  });

  test('TIMER-32 a paused session stays paused, with less left', () => {
    const pause = makeCheckpoint({ type: 'pause', session: 'A', at: 35, parent: start });
    const set = earlier([...all, pause], 25, 40);
    expect(viewAt(set, 41)).toMatchObject({ state: 'paused', remaining: at(15) });
    expect(record(set, 41)).toMatchObject({ started_at: at(25), active_time: at(10) });
  });

  test('TIMER-32 of two on two devices the later one says when, and one can be taken back', () => {
    const here = earlier(all, 20, 35);
    const there = earlier(all, 25, 36, 'd1');
    const both = [...new Map([...there, ...here].map((one) => [one.id, one])).values()];
    expect(record(both, 37)?.started_at).toBe(at(25));
    expect(record(earlier(here, 30, 37), 60)).toMatchObject({ started_at: at(30), ended_at: at(55) });
  });

  test('TIMER-32 an extension elsewhere counts beside it', () => {
    const more = makeCheckpoint({
      type: 'extend',
      session: 'A',
      at: 34,
      device: 'd1',
      parent: start,
      added: 5,
    });
    expect(viewAt([...earlier(all, 20, 35), more], 36)).toMatchObject({ ends_at: at(50) });
  });

  const refused: [string, Checkpoint[], number, number, string][] = [
    ['another session was there', all, 9, 31, 'start_taken'],
    ['it would be over by now', all, 12, 38, 'start_too_early'],
    ['the start is no time', all, Number.NaN, 31, 'start_too_early'],
    ['it has ended', all, 20, 56, 'already_ended'],
  ];
  test.each(refused)('TIMER-32 is refused where %s', (_name, set, to, when, reason) => {
    const command = { type: 'backdate', session: 'A', start: at(to) } as const;
    const answer = act(command, replay(set, at(when)).timer, defaults, actorAt(when));
    expect(answer).toEqual({ ok: false, reason });
  });
});

describe('TIMER-33 what arrives late holds a start back', () => {
  test('TIMER-33 it goes no further than another session was there', () => {
    const set = earlier([start], 12, 31);
    const more = makeCheckpoint({
      type: 'resume',
      session: 'P',
      at: 12,
      device: 'd1',
      parent: stop,
      left: 8,
    });
    expect(record(set, 40)?.started_at).toBe(at(12));
    expect(record([...set, before, stop, more], 40)).toMatchObject({
      started_at: at(20),
      active_time: at(20),
    });
  });

  test('TIMER-33 nor so far that it would be over before the act', () => {
    const paused = makeCheckpoint({ type: 'pause', session: 'A', at: 31, device: 'd1', parent: start });
    const [, , , back] = earlier(all, 12, 32);
    const little = { ...start, remaining_time: at(5) };
    expect(back && record([before, stop, little, paused, back], 33)).toMatchObject({
      started_at: at(26),
      outcome: 'paused',
      active_time: at(5),
    });
  });

  test('TIMER-33 TIMER-4 no two sessions overlap, whatever was done and arrives', () => {
    fc.assert(
      fc.property(checkpointSets, (set) => {
        const { sessions } = replay(set, laterThanAll);
        const starts = sessions.map(({ started_at, active_time }) => [started_at, active_time] as const);
        for (const [started_at, active_time] of starts) {
          expect(active_time).toBeGreaterThanOrEqual(0);
          expect(active_time).toBeLessThanOrEqual(laterThanAll - started_at);
        }
        const first = Math.min(laterThanAll, ...starts.map(([started_at]) => started_at));
        const total = starts.reduce((sum, [, active_time]) => sum + active_time, 0);
        expect(total).toBeLessThanOrEqual(laterThanAll - first);
      }),
    );
  });
});

test('TIMER-10 a version that does not know it takes what is left from it', () => {
  const set = earlier(all, 20, 35);
  const unknown = set.map((one) =>
    one.checkpoint_type === 'backdate' ? { ...one, checkpoint_type: 'unknown' } : one,
  );
  expect(viewAt(unknown, 36)).toMatchObject({ state: 'running', ends_at: at(45) });
});

test('HISTORY-7 a session whose start was moved, and what follows by itself, have the rules that know of it', () => {
  const set = earlier(all, 20, 35);
  const rest = makeCheckpoint({
    type: 'begin',
    session: 'A>',
    at: 45,
    parent: start,
    follows: 'A',
    phase: 'short_break',
  });
  expect(replay([...set, rest], at(60)).sessions.map(({ id, rules }) => [id, rules])).toEqual([
    ['P', 1],
    ['A', 4],
    ['A>', 4],
  ]);
});
