import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendRuns, countOnce, noRuns } from './run-columns.ts';

const run = (from: number, to: number) => ({ from, to, task_id: null, isCompleted: true });

test('STATS-32 a minute that two sessions share counts once, for the one that began first', () => {
  const runs = appendRuns(noRuns, [run(20, 45), run(0, 25), run(5, 10), run(45, 50)]);
  const { from, to, completed } = countOnce(runs);
  expect([...from].map((start, place) => [start, to[place]])).toEqual([
    [25, 45],
    [0, 25],
    [10, 10],
    [45, 50],
  ]);
  expect([...completed]).toEqual([1, 1, 1, 1]);
});

test('STATS-32 the sum is that of all minutes in which anything ran, counted one by one', () => {
  const spans = fc.array(fc.tuple(fc.nat(60), fc.nat(30)));
  fc.assert(
    fc.property(spans, (made) => {
      const runs = appendRuns(
        noRuns,
        made.map(([from, length]) => run(from, from + length)),
      );
      const { from, to } = countOnce(runs);
      const sum = from.reduce((whole, start, place) => whole + (to[place] ?? 0) - start, 0);
      const minutes = new Set(
        made.flatMap(([start, length]) => Array.from({ length }, (_, at) => start + at)),
      );
      expect(sum).toBe(minutes.size);
    }),
  );
});
