/** How much focus a day had: 0 is none, 4 is the most. */
export type FocusLevel = 0 | 1 | 2 | 3 | 4;

/** The milliseconds at which the levels 2, 3 and 4 begin. Level 1 is anything above none. */
export type LevelLimits = readonly [number, number, number];

const minute = 60_000;

/** With a daily goal, in minutes, level 4 begins at the goal, and levels 2 and 3 at thirds of it. */
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
