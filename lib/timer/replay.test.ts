import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replayOrder } from './replay-order.ts';
import { replay } from './replay.ts';
import { checkpointSets, laterThanAll } from './testing/arbitrary-checkpoints.ts';
import { makeCheckpoint, minutes } from './testing/make-checkpoint.ts';
import { historyLines, slotLine } from './testing/replay-lines.ts';

test('TIMER-1 any order and repetition of the same set gives the same answer', () => {
  const shuffled = checkpointSets.chain((set) =>
    fc.tuple(
      fc.constant(set),
      fc.shuffledSubarray([...set, ...set], { minLength: set.length * 2 }),
      fc.nat(200),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([set, again, at]) => {
      expect(replay(again, at * minutes)).toEqual(replay(set, at * minutes));
    }),
  );
});

test('TIMER-1 a phase that was begun twice, as only a forger does, is the same one in any order', () => {
  const set = [
    makeCheckpoint({ type: 'begin', session: 'B', at: 0 }),
    { ...makeCheckpoint({ type: 'begin', session: 'C', at: 0, follows: 'B' }), id: 'c1' },
    { ...makeCheckpoint({ type: 'begin', session: 'C', at: 0 }), id: 'c2' },
    makeCheckpoint({ type: 'pause', session: 'C', at: 1 }),
  ];
  expect(replay(set.toReversed(), 9 * minutes)).toEqual(replay(set, 9 * minutes));
});

test('TIMER-4 no two sessions overlap: their minutes add up to no more than the time that passed', () => {
  fc.assert(
    fc.property(checkpointSets, (set) => {
      const { sessions } = replay(set, laterThanAll);
      const total = sessions.reduce((sum, session) => sum + session.active_time, 0);
      const first = Math.min(...sessions.map(({ started_at }) => started_at), laterThanAll);
      expect(total).toBeLessThanOrEqual(laterThanAll - first);
      for (const session of sessions) expect(session.active_time).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('TIMER-5 between acts the end of a running phase does not move', () => {
  fc.assert(
    fc.property(checkpointSets, fc.nat(60), (set, wait) => {
      const last = Math.max(0, ...replayOrder(set).map(({ at }) => at));
      const before = replay(set, last).timer.slot;
      const after = replay(set, last + wait * minutes).timer.slot;
      fc.pre(before?.state === 'running');
      expect(after?.ends_at).toBe(before?.ends_at);
      const isOver = last + wait * minutes >= (before?.ends_at ?? 0);
      expect(after?.state).toBe(isOver ? 'completed' : 'running');
    }),
  );
});

test('TIMER-6 a start always takes the slot, so the last one is the timer until a session is taken up again', () => {
  fc.assert(
    fc.property(checkpointSets, (set) => {
      const takes = ['start', 'begin', 'resume', 'handoff', 'split'];
      const last = replayOrder(set).findLast(({ checkpoint }) => takes.includes(checkpoint.checkpoint_type));
      fc.pre(last?.checkpoint.checkpoint_type === 'start');
      expect(replay(set, laterThanAll).timer.slot?.session_id).toBe(last?.checkpoint.session_id);
    }),
  );
});

test('TIMER-7 two pauses count from the first', () => {
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
  const set = [
    start,
    makeCheckpoint({ type: 'pause', session: 'A', at: 10, parent: start }),
    makeCheckpoint({ type: 'pause', session: 'A', at: 12, device: 'd1', parent: start }),
  ];
  expect(slotLine(set, 13)).toBe('A paused 15.0 left');
  expect(replay(set, 13 * minutes).ineffective).toHaveLength(1);
});

test('TIMER-8 a handoff moves the lead and nothing else', () => {
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
  const before = replay([start], 5 * minutes).timer.slot;
  const handoff = makeCheckpoint({
    type: 'handoff',
    session: 'A',
    at: 4,
    device: 'd1',
    parent: start,
    left: 21,
  });
  const after = replay([start, handoff], 5 * minutes).timer.slot;
  expect(after).toEqual({
    ...before,
    lead: 'd1',
    last_act_at: 4 * minutes,
    cause_id: handoff.id,
    cause_generation: 2,
  });
});

test('TIMER-9 a completed session that is resumed runs for what the row has, under the same id', () => {
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
  const more = makeCheckpoint({ type: 'resume', session: 'A', at: 26, parent: start, left: 5 });
  expect(slotLine([start, more], 27)).toBe('A running to 31');
  expect(historyLines([start, more], 40)).toEqual(['A completed 30.0']);
});

test('TIMER-9 a stopped session that is resumed has no more left than the replay says', () => {
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
  const stop = makeCheckpoint({ type: 'stop', session: 'A', at: 20, parent: start, left: 5 });
  const resume = makeCheckpoint({ type: 'resume', session: 'A', at: 30, parent: stop, left: 25 });
  expect(slotLine([start, stop, resume], 31)).toBe('A running to 35');
});

test('TIMER-9 an act on a session that is not known opens it from its own content', () => {
  const resume = makeCheckpoint({ type: 'resume', session: 'gone', at: 10, left: 7 });
  expect(slotLine([resume], 11)).toBe('gone running to 17');
  const handoff = makeCheckpoint({ type: 'handoff', session: 'gone', at: 10, left: 7, paused: true });
  expect(slotLine([handoff], 11)).toBe('gone paused 7.0 left');
  expect(slotLine([makeCheckpoint({ type: 'pause', session: 'gone', at: 10 })], 11)).toBe('idle');
});

test('TIMER-10 an act of a newer version sets the state of the session in the slot from its own content', () => {
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
  const newer = {
    ...makeCheckpoint({ type: 'pause', session: 'A', at: 5, parent: start, left: 12 }),
    checkpoint_type: 'snooze',
  };
  expect(slotLine([start, newer], 6)).toBe('A paused 12.0 left');
  expect(slotLine([start, { ...newer, session_id: 'other' }], 6)).toBe('A running to 25');
});

test('TIMER-11 an extension moves the end, running or paused', () => {
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
  const more = makeCheckpoint({ type: 'extend', session: 'A', at: 5, parent: start, added: 5 });
  expect(slotLine([start, more], 6)).toBe('A running to 30');
  const pause = makeCheckpoint({ type: 'pause', session: 'A', at: 4, parent: start });
  expect(slotLine([start, pause, more], 6)).toBe('A paused 26.0 left');
});

test('TIMER-12 a phase that was extended late ends again, and the first begin is not its follower', () => {
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
  const begin = makeCheckpoint({
    type: 'begin',
    session: 'A>25',
    at: 25,
    parent: start,
    follows: 'A',
    phase: 'short_break',
  });
  const more = makeCheckpoint({
    type: 'extend',
    session: 'A',
    at: 24,
    device: 'd1',
    parent: start,
    added: 5,
  });
  const second = makeCheckpoint({
    type: 'begin',
    session: 'A>30',
    at: 30,
    parent: start,
    follows: 'A',
    phase: 'short_break',
  });
  expect(slotLine([start, begin, more, second], 31)).toBe('A>30 running to 35');
  expect(historyLines([start, begin, more, second], 31)).toEqual([
    'A completed 30.0',
    'A>25 void',
    'A>30 running 1.0',
  ]);
});

test('TIMER-6 the history says what each session was, how long it ran, and what ended it', () => {
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 0, round: 2 });
  const pause = makeCheckpoint({ type: 'pause', session: 'A', at: 10, parent: start });
  const next = makeCheckpoint({ type: 'start', session: 'B', at: 20, device: 'd1', phase: 'long_break' });
  expect(replay([start, pause, next], 25 * minutes).sessions).toEqual([
    {
      id: 'A',
      task_id: null,
      session_type: 'work',
      round_number: 2,
      preset_type: 'short',
      started_at: 0,
      ended_at: 20 * minutes,
      active_time: 10 * minutes,
      outcome: 'interrupted',
      completed: false,
      device_id: 'd0',
      lead: 'd0',
      ended_by: next.id,
      rules: 1,
    },
    {
      id: 'B',
      task_id: null,
      session_type: 'long_break',
      round_number: 1,
      preset_type: 'short',
      started_at: 20 * minutes,
      ended_at: null,
      active_time: 5 * minutes,
      outcome: 'running',
      completed: false,
      device_id: 'd1',
      lead: 'd1',
      ended_by: null,
      rules: 1,
    },
  ]);
});
