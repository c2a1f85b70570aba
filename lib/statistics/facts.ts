import type { Day, Weekday } from './day.ts';
import type { LocalDays } from './local-days.ts';
import type { Extent } from './period.ts';
import type { RunColumns } from './run-columns.ts';
import { byDay, type DayTotals } from './total.ts';

/** What all pictures are drawn from. */
export interface Facts {
  runs: RunColumns;
  localDays: LocalDays;
  days: DayTotals;
  extent: Extent;
}

/** Sums the whole history once; the pictures then only pick from it. */
export function factsOf(runs: RunColumns, localDays: LocalDays, today: Day, firstWeekday: Weekday): Facts {
  const days = byDay(runs, localDays);
  let first = today;
  for (const day of days.keys()) first = Math.min(first, day);
  return { runs, localDays, days, extent: { firstWeekday, first, today } };
}
