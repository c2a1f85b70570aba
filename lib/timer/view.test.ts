import { describe, expect, test } from 'vitest';
import { act } from './act.ts';
import type { Checkpoint } from './checkpoint.ts';
import { replay } from './replay.ts';
import { readSettings } from './settings.ts';
import { actorAt, viewAt } from './testing/act-at.ts';
import { makeCheckpoint, minutes } from './testing/make-checkpoint.ts';

const start = makeCheckpoint({ type: 'start', session: 'A', at: 0, device: 'd1' });
const settings = readSettings({ current_task: 'task' });

test('TIMER-24 a running phase is on the screen with its session, its lead and its end', () => {
  expect(viewAt([start], 5, settings)).toEqual({
    state: 'running',
    phase: 'work',
    remaining: 20 * minutes,
    total: 25 * minutes,
    round: 1,
    rounds: 4,
    preset: 'short',
    task_id: null,
    session_id: 'A',
    lead: 'd1',
    ends_at: 25 * minutes,
    ended_phase: null,
  });
});

test('TIMER-24 a paused phase has no end', () => {
  const pause = makeCheckpoint({ type: 'pause', session: 'A', at: 5, device: 'd1', parent: start });
  expect(viewAt([start, pause], 60, settings)).toMatchObject({
    state: 'paused',
    remaining: 20 * minutes,
    session_id: 'A',
    ends_at: null,
  });
});

test.each([
  ['was completed', [start], 25, { ran_out: true }],
  [
    'was skipped',
    [start, makeCheckpoint({ type: 'skip', session: 'A', at: 24, device: 'd1', parent: start, left: 1 })],
    24,
    {},
  ],
])('TIMER-24 when the phase %s, the next one is on the screen and not yet begun', (_how, set, end, more) => {
  expect(viewAt(set, 26, settings)).toEqual({
    state: 'finished',
    phase: 'short_break',
    remaining: 5 * minutes,
    total: 5 * minutes,
    round: 1,
    rounds: 4,
    preset: 'short',
    task_id: null,
    session_id: 'A',
    lead: 'd1',
    ends_at: end * minutes,
    ended_phase: 'work',
    ...more,
  });
});

test('TIMER-24 with nothing in the slot the first phase of the cycle is on the screen', () => {
  expect(viewAt([], 0, settings)).toEqual({
    state: 'idle',
    phase: 'work',
    remaining: 25 * minutes,
    total: 25 * minutes,
    round: 1,
    rounds: 4,
    preset: 'short',
    task_id: 'task',
    session_id: null,
    lead: null,
    ends_at: null,
    ended_phase: null,
  });
});

describe('TIMER-28 the task that the timer names', () => {
  const begun = { ...start, task_id: 'ran' };
  const rest = makeCheckpoint({
    type: 'begin',
    session: 'A>',
    at: 25,
    parent: begun,
    follows: 'A',
    phase: 'short_break',
  });
  const skip = makeCheckpoint({ type: 'skip', session: 'A', at: 10, parent: begun });
  const stop = makeCheckpoint({ type: 'stop', session: 'A', at: 10, parent: begun });

  test.each<[string, Checkpoint[], number, string | null]>([
    ['while focus runs', [begun], 5, 'ran'],
    ['once it has ended', [begun], 26, 'ran'],
    ['once it was skipped', [begun, skip], 11, 'ran'],
    ['for a session that was for no task', [start], 26, null],
    ['not after a stop', [begun, stop], 11, 'task'],
    ['not in a break', [begun, { ...rest, task_id: 'ran' }], 26, 'task'],
    ['not once the break has ended', [begun, { ...rest, task_id: 'ran' }], 31, 'task'],
    ['not when the cycle was left alone', [begun], 400, 'task'],
  ])('TIMER-28 is that of the session: %s', (_when, set, at, task) => {
    expect(viewAt(set, at, settings).task_id).toBe(task);
  });

  test('TIMER-28 a focus session is for the current task, a break for the one before it', () => {
    const { timer } = replay([begun], 26 * minutes);
    const started = act({ type: 'start' }, timer, settings, actorAt(26));
    expect(started).toMatchObject({ checkpoint: { session_type: 'short_break', task_id: 'ran' } });
    const next = act({ type: 'start', phase: 'work' }, timer, settings, actorAt(26));
    expect(next).toMatchObject({ checkpoint: { session_type: 'work', task_id: 'task' } });
    const first = act({ type: 'start', phase: 'short_break' }, replay([], 0).timer, settings, actorAt(0));
    expect(first).toMatchObject({ checkpoint: { task_id: null } });
  });
});
