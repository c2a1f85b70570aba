import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Checkpoint } from './checkpoint.ts';
import { replay } from './replay.ts';
import { viewAt, withAct } from './testing/act-at.ts';
import { checkpointSets, laterThanAll } from './testing/arbitrary-checkpoints.ts';
import { makeCheckpoint, minutes } from './testing/make-checkpoint.ts';

const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
const session = 'A';
const by = 5 * minutes;

function recordAt(set: Checkpoint[], at: number) {
  return replay(set, at * minutes).sessions.find(({ id }) => id === session);
}

/** It ran to its end, five more minutes were asked for at minute 26, and it runs on to minute 31. */
const reopened = withAct([start], { type: 'extend', session, by }, 26);
/** Five more minutes were asked for before the end: it runs to minute 30. */
const extended = withAct([start], { type: 'extend', session, by }, 20);

describe('TIMER-27 a focus session that had its whole time is completed', () => {
  test.each([
    ['a skip', { type: 'skip', session }],
    ['a stop', { type: 'stop', session }],
    ['another session', { type: 'start', session }],
  ] as const)('TIMER-27 though %s ends it', (_by, command) => {
    const after = withAct(reopened, command, 28);
    expect(recordAt(after, 29)).toMatchObject({
      completed: true,
      ended_at: 28 * minutes,
      active_time: 27 * minutes,
      ended_by: 'id-28',
    });
    const longer = withAct(extended, command, 25);
    expect(recordAt(longer, 29)).toMatchObject({ completed: true, active_time: 25 * minutes });
    const shorter = withAct(extended, command, 24.9);
    expect(recordAt(shorter, 29)).toMatchObject({ completed: false, ended_at: 24.9 * minutes });
  });

  test('TIMER-27 pauses do not count as its time', () => {
    const paused = withAct(extended, { type: 'pause', session }, 21);
    const resumed = withAct(paused, { type: 'resume', session }, 31);
    expect(recordAt(withAct(resumed, { type: 'stop', session }, 34.9), 40)?.completed).toBe(false);
    expect(recordAt(withAct(resumed, { type: 'stop', session }, 35), 40)?.completed).toBe(true);
  });

  test('TIMER-27 not while it is open, and at its own end as ever', () => {
    expect(recordAt(reopened, 28)).toMatchObject({ completed: false, outcome: 'running' });
    const paused = withAct(reopened, { type: 'pause', session }, 28);
    expect(recordAt(paused, 60)).toMatchObject({ completed: false, outcome: 'paused' });
    expect(recordAt(reopened, 31)).toMatchObject({ completed: true, outcome: 'completed' });
  });

  test('TIMER-27 a break has no such time', () => {
    const rest = makeCheckpoint({ type: 'start', session, at: 0, phase: 'short_break' });
    const longer = withAct([rest], { type: 'extend', session, by }, 4);
    expect(recordAt(withAct(longer, { type: 'skip', session }, 6), 7)?.completed).toBe(false);
  });

  test('TIMER-27 in any set of acts, and no other focus session but one that ran to its end', () => {
    fc.assert(
      fc.property(checkpointSets, (set) => {
        for (const { session_type, outcome, ...record } of replay(set, laterThanAll).sessions) {
          const isEnded = record.ended_at !== null;
          const hadItsTime = session_type === 'work' && record.active_time >= 25 * minutes;
          expect(record.completed).toBe(outcome === 'completed' || (isEnded && hadItsTime));
        }
      }),
    );
  });
});

describe('TIMER-26 the cycle goes on from a focus session that had its whole time', () => {
  test('TIMER-26 a stop leads to its break, which can be left out', () => {
    const stopped = withAct(reopened, { type: 'stop', session }, 28);
    expect(viewAt(stopped, 29)).toMatchObject({ state: 'idle', phase: 'short_break', round: 1 });
    const next = withAct(stopped, { type: 'start', phase: 'work' }, 30);
    expect(viewAt(next, 30)).toMatchObject({ state: 'running', phase: 'work', round: 2 });
  });

  test('TIMER-26 so does a start while it is open', () => {
    const next = withAct(reopened, { type: 'start', session }, 28);
    expect(viewAt(next, 28)).toMatchObject({ state: 'running', phase: 'short_break', round: 1 });
  });
});
