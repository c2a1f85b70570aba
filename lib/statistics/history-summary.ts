import type { Day, Weekday } from './day.ts';
import type { LocalDays } from './local-days.ts';
import type { HistoryRange } from './period.ts';
import { countOnce, type RunColumns } from './run-columns.ts';
import { totalsByDay, type DayTotals } from './totals.ts';

/** What all charts are drawn from. */
export interface HistorySummary {
  runs: RunColumns;
  localDays: LocalDays;
  days: DayTotals;
  range: HistoryRange;
}

/** Sums up the whole history once. The charts then only pick from it. */
export function summariseHistory(
  all: RunColumns,
  localDays: LocalDays,
  today: Day,
  firstWeekday: Weekday,
): HistorySummary {
  const runs = countOnce(all);
  const days = totalsByDay(runs, localDays);
  let first = today;
  for (const day of days.keys()) first = Math.min(first, day);
  return { runs, localDays, days, range: { firstWeekday, firstDay: first, today } };
}
