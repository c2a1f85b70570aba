/** How much a day had, for pictures: 0 is nothing, 4 the most. */
export type FocusLevel = 0 | 1 | 2 | 3 | 4;

/** Milliseconds from which the levels 2, 3 and 4 count; level 1 is whatever is more than nothing. */
export type LevelLimits = readonly [number, number, number];

const minute = 60_000;

/** With a daily goal (minutes) the highest level is the goal, and the others are thirds of it. */
export function levelLimits(goal: number): LevelLimits {
  if (goal <= 0) return [60 * minute, 120 * minute, 240 * minute];
  return [(goal * minute) / 3, (goal * minute * 2) / 3, goal * minute];
}

export function focusLevel(focus: number, [second, third, fourth]: LevelLimits): FocusLevel {
  if (focus <= 0) return 0;
  if (focus < second) return 1;
  if (focus < third) return 2;
  return focus < fourth ? 3 : 4;
}
