import { expect, test } from 'vitest';
import type { Checkpoint } from './checkpoint.ts';
import { makeCheckpoint } from './testing/make-checkpoint.ts';
import { historyLines, slotLine } from './testing/replay-lines.ts';

interface Scene {
  name: string;
  acts: () => Checkpoint[];
  at: number;
  timer: string;
  sessions: string[];
}

/** Two devices, focus 25, short break 5; A> is the break that began by itself after A, A>> what began after it. */
const scenes: Scene[] = [
  {
    name: 'a break begins by itself',
    acts: () => {
      const a = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
      return [a, automaticBreak(a)];
    },
    at: 26,
    timer: 'A> running to 30',
    sessions: ['A completed 25.0', 'A> running 1.0'],
  },
  {
    name: 'a pause that arrives late takes the completion and the automatic break back',
    acts: () => {
      const a = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
      return [
        a,
        automaticBreak(a),
        makeCheckpoint({ type: 'pause', session: 'A', at: 24, device: 'd1', parent: a }),
      ];
    },
    at: 27,
    timer: 'A paused 1.0 left',
    sessions: ['A paused 24.0', 'A> void'],
  },
  {
    name: 'a pause and an extension apart both count',
    acts: () => {
      const a = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
      return [
        a,
        makeCheckpoint({ type: 'pause', session: 'A', at: 18, parent: a }),
        makeCheckpoint({ type: 'extend', session: 'A', at: 20, device: 'd1', parent: a, added: 5 }),
      ];
    },
    at: 31,
    timer: 'A paused 12.0 left',
    sessions: ['A paused 18.0'],
  },
  {
    name: 'a short pause elsewhere is taken off a session that was stopped here',
    acts: () => {
      const a = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
      const pause = makeCheckpoint({ type: 'pause', session: 'A', at: 5, device: 'd1', parent: a, left: 20 });
      return [
        a,
        pause,
        makeCheckpoint({ type: 'resume', session: 'A', at: 6, device: 'd1', parent: pause, left: 20 }),
        makeCheckpoint({ type: 'stop', session: 'A', at: 20, parent: a, left: 5 }),
      ];
    },
    at: 21,
    timer: 'A stopped',
    sessions: ['A stopped 19.0'],
  },
  {
    name: 'sessions begun by hand after a completion that a late pause takes back stay',
    acts: () => {
      const a = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
      const b = makeCheckpoint({
        type: 'start',
        session: 'B',
        at: 25.5,
        parent: a,
        follows: 'A',
        phase: 'short_break',
      });
      const c = makeCheckpoint({ type: 'start', session: 'C', at: 31, parent: b, follows: 'B', round: 2 });
      return [
        a,
        b,
        c,
        makeCheckpoint({ type: 'pause', session: 'A', at: 24, device: 'd1', parent: a, left: 1 }),
      ];
    },
    at: 51,
    timer: 'C running to 56',
    sessions: ['A interrupted 24.0', 'B completed 5.0', 'C running 20.0'],
  },
  {
    name: 'what followed by itself and nobody touched goes with the completion',
    acts: () => {
      const { a, rest } = automaticChain();
      return [
        a,
        ...rest,
        makeCheckpoint({ type: 'pause', session: 'A', at: 24, device: 'd1', parent: a, left: 1 }),
      ];
    },
    at: 51,
    timer: 'A paused 1.0 left',
    sessions: ['A paused 24.0', 'A> void', 'A>> void'],
  },
  {
    name: 'what followed by itself stays once a person stood by it',
    acts: () => {
      const { a, rest } = automaticChain();
      const pause = makeCheckpoint({ type: 'pause', session: 'A>>', at: 50, parent: rest[1]!, left: 5 });
      return [
        a,
        ...rest,
        pause,
        makeCheckpoint({ type: 'pause', session: 'A', at: 24, device: 'd1', parent: a, left: 1 }),
      ];
    },
    at: 51,
    timer: 'A>> paused 5.0 left',
    sessions: ['A interrupted 24.0', 'A> completed 5.0', 'A>> paused 20.0'],
  },
  {
    name: 'switching back to a session reopens it with what it had left',
    acts: () => {
      const a = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
      const x = makeCheckpoint({ type: 'start', session: 'X', at: 10, device: 'd1' });
      const back = makeCheckpoint({ type: 'resume', session: 'A', at: 15, parent: x, left: 15 });
      return [a, x, back, makeCheckpoint({ type: 'stop', session: 'A', at: 20, parent: back, left: 10 })];
    },
    at: 20,
    timer: 'A stopped',
    sessions: ['A stopped 15.0', 'X interrupted 5.0'],
  },
  {
    name: 'a break begun by hand takes the place of the automatic one',
    acts: () => {
      const a = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
      const byHand = makeCheckpoint({
        type: 'start',
        session: 'B',
        at: 25.5,
        device: 'd1',
        parent: a,
        follows: 'A',
        phase: 'short_break',
      });
      return [a, automaticBreak(a), byHand];
    },
    at: 27,
    timer: 'B running to 30.5',
    sessions: ['A completed 25.0', 'A> interrupted 0.5', 'B running 1.5'],
  },
  {
    name: 'of two starts apart the later one is the timer and the first ends where it began',
    acts: () => [
      makeCheckpoint({ type: 'start', session: 'A', at: 0 }),
      makeCheckpoint({ type: 'start', session: 'X', at: 10, device: 'd1' }),
    ],
    at: 36,
    timer: 'X completed',
    sessions: ['A interrupted 10.0', 'X completed 25.0'],
  },
];

function automaticBreak(a: Checkpoint): Checkpoint {
  return makeCheckpoint({
    type: 'begin',
    session: 'A>',
    at: 25,
    parent: a,
    follows: 'A',
    phase: 'short_break',
  });
}

function automaticChain(): { a: Checkpoint; rest: Checkpoint[] } {
  const a = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
  const rest = automaticBreak(a);
  return {
    a,
    rest: [
      rest,
      makeCheckpoint({ type: 'begin', session: 'A>>', at: 30, parent: rest, follows: 'A>', round: 2 }),
    ],
  };
}

test.each(scenes)('TIMER-3 $name', ({ acts, at, timer, sessions }) => {
  for (const order of [acts(), acts().reverse(), [...acts(), ...acts()]]) {
    expect(slotLine(order, at)).toBe(timer);
    expect(historyLines(order, at)).toEqual(sessions);
  }
});
