import type { Day } from './day.ts';
import type { DayTotals } from './totals.ts';

export interface Streak {
  /** Days in a row with a pomodoro, up to today or, if today has none yet, up to yesterday. */
  current: number;
  longest: number;
}

/** The daily goal plays no part in a streak, so that a new goal does not rewrite the past. */
export function streakOf(days: DayTotals, today: Day): Streak {
  const counted = [...days]
    .filter(([day, { pomodoros }]) => pomodoros > 0 && day <= today)
    .map(([day]) => day);
  counted.sort((a, b) => a - b);
  let longest = 0;
  let run = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const day of counted) {
    run = day === last + 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
    last = day;
  }
  return { current: last >= today - 1 ? run : 0, longest };
}
