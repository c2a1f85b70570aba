import type { FocusRun } from '../focus-run.ts';
import { forEachHourPart, type VisitHourPart } from '../hour-parts.ts';
import type { LocalDays } from '../local-days.ts';
import type { DaySpan } from '../period.ts';
import { appendRuns, noRuns } from '../run-columns.ts';

export interface HourPart {
  day: number;
  hour: number;
  focus: number;
  pomodoros: number;
}

/** The parts that focus runs are cut into, in a list. */
export function cutRuns(runs: readonly FocusRun[], days: LocalDays, span?: DaySpan): HourPart[] {
  const parts: HourPart[] = [];
  const visit: VisitHourPart = ({ day, hour }, focus, pomodoros) =>
    parts.push({ day, hour, focus, pomodoros });
  forEachHourPart(appendRuns(noRuns, runs), days, visit, span);
  return parts;
}
