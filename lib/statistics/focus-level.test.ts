import { expect, test } from 'vitest';
import { focusLevel, levelLimits } from './focus-level.ts';

const minute = 60_000;

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
