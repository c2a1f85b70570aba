import fc from 'fast-check';
import { expect, test } from 'vitest';
import { act } from './act.ts';
import { actOf, type Checkpoint } from './checkpoint.ts';
import { replay } from './replay.ts';
import { actorAt, defaults, viewAt, withAct } from './testing/act-at.ts';
import { checkpointSets, laterThanAll } from './testing/arbitrary-checkpoints.ts';
import { makeCheckpoint, minutes, type CheckpointDraft } from './testing/make-checkpoint.ts';

const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
const counting = (draft: Pick<CheckpointDraft, 'type' | 'at'> & Partial<CheckpointDraft>) =>
  makeCheckpoint({ session: 'A', parent: start, ...draft });
const countsIn = (set: Checkpoint[], at = 30) =>
  replay(set, at * minutes).sessions.find(({ id }) => id === 'A')?.interruptions;

test('TIMER-40 two devices that count at the same time count each one', () => {
  const here = counting({ type: 'internal', at: 5 });
  const there = counting({ type: 'internal', at: 5, device: 'd1' });
  const other = counting({ type: 'external', at: 6, device: 'd1' });
  for (const set of [
    [start, here, there, other],
    [other, there, here, start, here],
  ]) {
    expect(countsIn(set)).toEqual({ internal: 2, external: 1 });
  }
  expect(countsIn([start])).toBeUndefined();
});

test('TIMER-40 the clock does not notice: what runs runs on, what is paused stays so', () => {
  const running = withAct([start], { type: 'external', session: 'A' }, 10, 'd1');
  expect(viewAt(running, 11)).toMatchObject({ state: 'running', ends_at: 25 * minutes, lead: 'd1' });
  const pause = makeCheckpoint({ type: 'pause', session: 'A', at: 5, parent: start });
  const paused = withAct([start, pause], { type: 'internal', session: 'A' }, 10);
  expect(viewAt(paused, 11)).toMatchObject({ state: 'paused', remaining: 20 * minutes });
});

test('TIMER-40 what was counted and arrives after the end counts, and opens nothing again', () => {
  const stop = counting({ type: 'stop', at: 8, device: 'd1' });
  const set = [start, counting({ type: 'internal', at: 10 }), stop];
  expect(countsIn(set)).toEqual({ internal: 1, external: 0 });
  expect(replay(set, 30 * minutes)).toMatchObject({
    timer: { slot: { state: 'stopped' } },
    sessions: [{ ended_at: 8 * minutes }],
    ineffective: [],
  });
});

test('TIMER-40 a break is not interrupted, nor is what nobody began or what has ended', () => {
  const rest = makeCheckpoint({ type: 'start', session: 'A', at: 0, phase: 'short_break' });
  expect(countsIn([rest, counting({ type: 'internal', at: 1 })])).toBeUndefined();
  const refused = (set: Checkpoint[], at: number) =>
    act({ type: 'internal', session: 'A' }, replay(set, at * minutes).timer, defaults, actorAt(at));
  expect(refused([rest], 1)).toEqual({ ok: false, reason: 'another_session' });
  expect(refused([start], 26)).toEqual({ ok: false, reason: 'already_ended' });
  expect(replay([counting({ type: 'external', at: 1 })], minutes).sessions).toEqual([]);
});

test('TIMER-41 one is taken back once, however often and wherever, also after the end', () => {
  const set = withAct(
    withAct([start], { type: 'internal', session: 'A' }, 5),
    { type: 'internal', session: 'A' },
    6,
  );
  const back = { type: 'uncount', session: 'A', counted: 'id-5' } as const;
  const twice = [...withAct(set, back, 7), ...withAct(set, back, 8, 'd1').slice(-1)];
  expect(countsIn(twice)).toEqual({ internal: 1, external: 0 });
  const late = withAct(set, { ...back, counted: 'id-6' }, 27);
  expect(countsIn(late)).toEqual({ internal: 1, external: 0 });
  expect(viewAt(late, 28).state).toBe('finished');
  expect(replay([...set, ...late], 28 * minutes).sessions).toMatchObject([{ ended_at: 25 * minutes }]);
});

test('HISTORY-7 a session with interruptions has the rules that know of them, also when all were taken back', () => {
  const rules = (set: Checkpoint[]) => replay(set, 30 * minutes).sessions[0]?.rules;
  const counted = withAct([start], { type: 'external', session: 'A' }, 5);
  expect(rules([start])).toBe(1);
  expect(rules(counted)).toBe(4);
  expect(rules(withAct(counted, { type: 'uncount', session: 'A', counted: 'id-5' }, 6))).toBe(4);
});

test('TIMER-42 versions that know no interruptions take them as extensions by nothing, and have the same times', () => {
  const isCounting = (one: Checkpoint) => ['internal', 'external', 'uncount'].includes(actOf(one));
  const withoutBegins = checkpointSets.map((set) =>
    set.filter(({ checkpoint_type }) => checkpoint_type !== 'begin'),
  );
  fc.assert(
    fc.property(withoutBegins, (set) => {
      const times = (acts: Checkpoint[]) =>
        replay(acts, laterThanAll).sessions.map(({ interruptions: _counts, rules: _rules, ...said }) => said);
      // An extension by less than anything, as version 0.1.0 knows it.
      const before = set.map((one) => (isCounting(one) ? { ...one, added_time: Number.MIN_VALUE } : one));
      expect(times(set)).toEqual(times(before));
    }),
  );
});
