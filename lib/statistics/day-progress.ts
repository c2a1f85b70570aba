import type { Day } from './day.ts';
import type { LocalDays } from './local-days.ts';
import { countOnce, type RunColumns } from './run-columns.ts';
import { streakOf } from './streak.ts';
import { totalsByDay } from './totals.ts';

/** How a day goes. */
export interface DayProgress {
  /** Milliseconds of focus. */
  focus: number;
  /** Days in a row with a pomodoro. */
  streak: number;
}

export function dayProgress(runs: RunColumns, localDays: LocalDays, today: Day): DayProgress {
  const days = totalsByDay(countOnce(runs), localDays);
  return { focus: days.get(today)?.focus ?? 0, streak: streakOf(days, today).current };
}
