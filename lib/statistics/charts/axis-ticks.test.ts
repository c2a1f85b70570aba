import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisTicks } from './axis-ticks.ts';

const minute = 60_000;

test.each([
  [0, [5]],
  [25, [10, 20, 30]],
  [60, [15, 30, 45, 60]],
  [100, [30, 60, 90, 120]],
  [7 * 60, [120, 240, 360, 480]],
  [24 * 60, [360, 720, 1080, 1440]],
  [26 * 60, [480, 960, 1440, 1920]],
  [33 * 60, [540, 1080, 1620, 2160]],
])('STATS-10 an axis for %i minutes has lines at %j', (most, lines) => {
  expect(axisTicks(most * minute)).toEqual(lines.map((line) => line * minute));
});

test('STATS-10 an axis has one to four lines, and the last is not below the most', () => {
  fc.assert(
    fc.property(fc.nat(400 * 60 * minute), (most) => {
      const ticks = axisTicks(most);
      expect(ticks.length).toBeGreaterThanOrEqual(1);
      expect(ticks.length).toBeLessThanOrEqual(4);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
    }),
  );
});
