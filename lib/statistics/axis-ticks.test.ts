import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisTicks } from './axis-ticks.ts';
import { focusLevel, levelLimits } from './focus-level.ts';

const minute = 60_000;

test.each([
  [0, [5]],
  [25, [10, 20, 30]],
  [60, [15, 30, 45, 60]],
  [100, [30, 60, 90, 120]],
  [7 * 60, [120, 240, 360, 480]],
  [24 * 60, [360, 720, 1080, 1440]],
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

test.each([
  [0, 0, 0],
  [0, 1, 1],
  [0, 59, 1],
  [0, 60, 2],
  [0, 120, 3],
  [0, 240, 4],
  [120, 39, 1],
  [120, 40, 2],
  [120, 80, 3],
  [120, 119, 3],
  [120, 120, 4],
  [120, 900, 4],
])('STATS-10 with a goal of %i minutes, %i minutes are level %i', (goal, focus, level) => {
  expect(focusLevel(focus * minute, levelLimits(goal))).toBe(level);
});
