import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';
import { viewAt } from './testing/act-at.ts';
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
  ['was completed', [start], 25],
  [
    'was skipped',
    [start, makeCheckpoint({ type: 'skip', session: 'A', at: 25, device: 'd1', parent: start, left: 1 })],
    25,
  ],
])('TIMER-24 when the phase %s, the next one is on the screen and not yet begun', (_how, set, end) => {
  expect(viewAt(set, 26, settings)).toEqual({
    state: 'finished',
    phase: 'short_break',
    remaining: 5 * minutes,
    total: 5 * minutes,
    round: 1,
    rounds: 4,
    preset: 'short',
    task_id: 'task',
    session_id: 'A',
    lead: 'd1',
    ends_at: end * minutes,
    ended_phase: 'work',
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
