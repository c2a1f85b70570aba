import { expect, test } from 'vitest';
import type { Checkpoint } from './checkpoint.ts';
import { replay } from './replay.ts';
import { makeCheckpoint, minutes } from './testing/make-checkpoint.ts';
import { historyLines, slotLine } from './testing/replay-lines.ts';

const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
const pause = makeCheckpoint({ type: 'pause', session: 'A', at: 5, parent: start });
const stop = makeCheckpoint({ type: 'stop', session: 'A', at: 10, parent: start });
const skip = makeCheckpoint({ type: 'skip', session: 'A', at: 10, parent: start });
const other = makeCheckpoint({ type: 'start', session: 'B', at: 12, device: 'd1' });

function breakAfter(at: number, over: { follows?: string; parent?: Checkpoint } = {}): Checkpoint {
  return makeCheckpoint({
    type: 'begin',
    session: 'A>',
    at,
    parent: start,
    follows: 'A',
    phase: 'short_break',
    ...over,
  });
}
const newer = (of: Checkpoint): Checkpoint => ({ ...of, checkpoint_type: 'snooze' });
const ineffective = (set: Checkpoint[]) => replay(set, 60 * minutes).ineffective;
const slot = (set: Checkpoint[], at: number) => replay(set, at * minutes).timer.slot;

const vain: [string, Checkpoint[]][] = [
  ['a pause of a paused session', [start, pause, makeCheckpoint({ type: 'pause', session: 'A', at: 6 })]],
  ['a resume of a running session', [start, makeCheckpoint({ type: 'resume', session: 'A', at: 6 })]],
  [
    'an extension of a session that has ended',
    [start, stop, makeCheckpoint({ type: 'extend', session: 'A', at: 11, added: 5 })],
  ],
  [
    'a stop of a session that has ended',
    [start, skip, makeCheckpoint({ type: 'stop', session: 'A', at: 11 })],
  ],
  [
    'a skip of a session that has ended',
    [start, stop, makeCheckpoint({ type: 'skip', session: 'A', at: 11 })],
  ],
  ['a begin that is void', [start, breakAfter(24)]],
  [
    'an act of a newer version on a session without the slot',
    [start, other, newer(makeCheckpoint({ type: 'pause', session: 'A', at: 13 }))],
  ],
];
test.each(vain)('TIMER-7 TIMER-10 TIMER-12 %s is listed as without effect', (_name, set) => {
  expect(ineffective(set)).toEqual([set.at(-1)?.id]);
});

test('TIMER-9 TIMER-11 TIMER-12 what has an effect is not listed', () => {
  const resume = makeCheckpoint({ type: 'resume', session: 'A', at: 30, left: 5 });
  const more = makeCheckpoint({ type: 'extend', session: 'A', at: 31, added: 5 });
  const handoff = makeCheckpoint({ type: 'handoff', session: 'A', at: 32, device: 'd1' });
  const end = makeCheckpoint({ type: 'skip', session: 'A', at: 33 });
  expect(ineffective([start, breakAfter(25), resume, more, handoff, end])).toEqual([]);
});

test('TIMER-10 an act of a newer version changes no session that has lost the slot', () => {
  const act = newer(makeCheckpoint({ type: 'pause', session: 'A', at: 13, left: 3 }));
  expect(slotLine([start, other, act], 14)).toBe('B running to 37');
  expect(historyLines([start, other, act], 14)).toEqual(['A interrupted 12.0', 'B running 2.0']);
});

test('TIMER-10 an act of a newer version loses none of the minutes before it', () => {
  const act = newer(
    makeCheckpoint({ type: 'pause', session: 'A', at: 5, parent: start, left: 12, paused: false }),
  );
  expect(historyLines([start, act], 8)).toEqual(['A running 8.0']);
});

test('TIMER-12 a phase begins at the instant at which the one before was skipped', () => {
  expect(slotLine([start, skip, breakAfter(10, { parent: skip })], 11)).toBe('A> running to 15');
});

test('TIMER-12 nothing begins by itself after a session that was stopped', () => {
  expect(slotLine([start, stop, breakAfter(10, { parent: stop })], 11)).toBe('A stopped');
});

test('TIMER-12 a phase that follows another session is void, also at the right instant', () => {
  expect(slotLine([start, breakAfter(25, { follows: 'X' })], 26)).toBe('A completed');
});

test('TIMER-12 a phase that took effect stays as it is where it is said to begin once more', () => {
  const again = { ...breakAfter(27), id: 'again' };
  expect(slotLine([start, breakAfter(25), again], 28)).toBe('A> running to 30');
  expect(historyLines([start, breakAfter(25), again], 28)).toEqual(['A completed 25.0', 'A> running 3.0']);
});

test('TIMER-12 a person who acts in a phase confirms those before it, whatever the ids are', () => {
  const first = breakAfter(25);
  const second = makeCheckpoint({
    type: 'begin',
    session: 'A>>',
    at: 30,
    parent: first,
    follows: 'A>',
    round: 2,
  });
  const act = { ...makeCheckpoint({ type: 'pause', session: 'A>>', at: 32, parent: second }), id: '0' };
  const late = makeCheckpoint({
    type: 'extend',
    session: 'A',
    at: 24,
    device: 'd1',
    parent: start,
    added: 5,
  });
  expect(historyLines([start, first, second, act, late], 33)).toEqual([
    'A interrupted 25.0',
    'A> completed 5.0',
    'A>> paused 2.0',
  ]);
});

test('TIMER-9 a paused session runs on with what is left, whatever the actor saw', () => {
  const more = makeCheckpoint({ type: 'extend', session: 'A', at: 6, device: 'd1', parent: pause, added: 5 });
  const resume = makeCheckpoint({ type: 'resume', session: 'A', at: 10, parent: pause, left: 20 });
  expect(slotLine([start, pause, more, resume], 11)).toBe('A running to 35');
});

test('TIMER-9 who takes a stopped session up again leads it, and nothing has ended it any more', () => {
  const handoff = makeCheckpoint({
    type: 'handoff',
    session: 'A',
    at: 20,
    device: 'd1',
    parent: stop,
    paused: true,
  });
  const set = [start, stop, handoff];
  expect(slot(set, 21)).toMatchObject({ lead: 'd1', state: 'paused', ends_at: null, cause_id: handoff.id });
  expect(replay(set, 21 * minutes).sessions).toMatchObject([{ id: 'A', ended_by: null, ended_at: null }]);
});

test('TIMER-5 a completed session has nothing left', () => {
  expect(slot([start], 26)).toMatchObject({ state: 'completed', remaining_time: 0, ends_at: 25 * minutes });
});

test('TIMER-6 a session that is started twice, as only a forger does, has the later start as its cause', () => {
  const again = makeCheckpoint({ type: 'start', session: 'A', at: 5, parent: start });
  expect(slot([start, again], 6)).toMatchObject({ cause_id: again.id, cause_generation: 2 });
});
