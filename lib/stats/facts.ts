import type { Day, Weekday } from './day.ts';
import type { FocusRun } from './focus-run.ts';
import type { LocalDays } from './local-days.ts';
import type { Extent } from './period.ts';
import { cut, type Piece } from './piece.ts';
import { byDay, type DayTotals } from './total.ts';

/** What all pictures are drawn from. */
export interface Facts {
  pieces: readonly Piece[];
  days: DayTotals;
  extent: Extent;
}

/** Cuts and sums the whole history once; the pictures then only pick from it. */
export function factsOf(
  runs: readonly FocusRun[],
  localDays: LocalDays,
  today: Day,
  firstWeekday: Weekday,
): Facts {
  const pieces = cut(runs, localDays);
  const days = byDay(pieces);
  let first = today;
  for (const day of days.keys()) first = Math.min(first, day);
  return { pieces, days, extent: { firstWeekday, first, today } };
}
