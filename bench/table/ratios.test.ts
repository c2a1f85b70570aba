import { expect, test } from 'vitest';
import { atPercentile, inPairs, isReached, median, percentile } from './ratios.ts';

test('a percentile is a value that was measured', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(percentile(hundred, 0.95)).toBe(95);
  expect(median(hundred)).toBe(50);
  expect(median([3, 1, 2])).toBe(2);
  expect(percentile([7], 0.95)).toBe(7);
  expect(percentile([5, 6], 0)).toBe(5);
  expect(median([])).toBeNaN();
});

test('the ratio of pairs is the median of their ratios, not the ratio of the medians', () => {
  const pairs = [
    { base: 10, figure: 15 },
    { base: 100, figure: 120 },
    { base: 20, figure: 40 },
  ];
  const row = inPairs({ figure: 'a', yardstick: 'b' }, pairs);
  expect(row).toEqual({
    figure: 'a',
    yardstick: 'b',
    unit: 'ms',
    ratio: 1.5,
    spread: [1.2, 2],
    aim: null,
    base: 20,
    p50: 40,
    p95: 120,
    runs: 3,
    note: null,
  });
});

test('the ratio at a percentile is that of both percentiles', () => {
  const pairs = Array.from({ length: 20 }, (_, i) => ({ base: i + 1, figure: 2 * (20 - i) }));
  const row = atPercentile({ figure: 'a', yardstick: 'b' }, 0.95, pairs);
  expect(row.ratio).toBe(2);
  expect(row.base).toBe(19);
  expect(row.p95).toBe(38);
});

test('an aim is of the ratio, or of the median where there is none', () => {
  expect(isReached({ ratio: 1.4, p50: 90, aim: { is: 'at most', value: 1.4 } })).toBe(true);
  expect(isReached({ ratio: 1.5, p50: 1, aim: { is: 'at most', value: 1.4 } })).toBe(false);
  expect(isReached({ ratio: 0.6, p50: 1, aim: { is: 'at least', value: 0.7 } })).toBe(false);
  expect(isReached({ ratio: null, p50: 9, aim: { is: 'at most', value: 10 } })).toBe(true);
  expect(isReached({ ratio: null, p50: 9, aim: null })).toBe(true);
});
