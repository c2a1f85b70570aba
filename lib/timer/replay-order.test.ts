import { expect, test } from 'vitest';
import type { Checkpoint } from './checkpoint.ts';
import { replayOrder } from './replay-order.ts';
import { makeCheckpoint, minutes } from './testing/make-checkpoint.ts';

test('TIMER-2 an act never comes before its cause, however slow the clock that stamped it', () => {
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 10 });
  const pause = makeCheckpoint({ type: 'pause', session: 'A', at: 3, device: 'd1', parent: start });
  expect(replayOrder([pause, start]).map(({ at }) => at / minutes)).toEqual([10, 10]);
});

test('TIMER-2 forged loops of parents have one order too', () => {
  const a = makeCheckpoint({ type: 'start', session: 'A', at: 10 });
  const b = { ...makeCheckpoint({ type: 'pause', session: 'A', at: 12, parent: a }), id: 'b' };
  const looped: Checkpoint[] = [{ ...a, parent_id: 'b' }, b];
  expect(replayOrder(looped)).toEqual(replayOrder(looped.toReversed()));
});

test('TIMER-2 a chain of many thousand causes is walked without recursion', () => {
  const chain: Checkpoint[] = [];
  for (let i = 0; i < 20_000; i += 1) {
    const parent = chain.at(-1);
    chain.push({
      ...makeCheckpoint({ type: 'extend', session: 'A', at: 0, ...(parent ? { parent } : {}) }),
      id: `c${i}`,
      generation: i,
    });
  }
  expect(replayOrder(chain.toReversed()).at(-1)?.checkpoint.id).toBe('c19999');
});

test('TIMER-2 of two acts of one instant and one generation the smaller id comes first', () => {
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 10 });
  const [a, b] = ['a', 'b'].map((id) => ({ ...start, id }));
  expect(replayOrder([b!, a!]).map(({ checkpoint }) => checkpoint.id)).toEqual(['a', 'b']);
});
