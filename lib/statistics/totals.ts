import { weekdayOf, type Day } from './day.ts';
import { forEachHourPart } from './hour-parts.ts';
import type { LocalDays } from './local-days.ts';
import type { DaySpan } from './period.ts';
import type { RunColumns } from './run-columns.ts';

export interface Total {
  /** Milliseconds of focus. */
  focus: number;
  pomodoros: number;
}

/** A day without focus is missing from it. */
export type DayTotals = ReadonlyMap<Day, Readonly<Total>>;

/**
 * Sums by day in one pass over all runs, in whatever order they are. The first chart waits for this, so it does not
 * cut by hours, and it looks up a day only for a run that is not within the day of the run before.
 */
export function totalsByDay({ from, to, completed }: RunColumns, localDays: LocalDays): DayTotals {
  const days = new Map<Day, Total>();
  let total: Total = { focus: 0, pomodoros: 0 };
  let [first, last] = [0, 0];

  function lookUpDay(instant: number): void {
    const day = localDays.dayOf(instant);
    first = localDays.startOf(day);
    last = localDays.startOf(day + 1);
    total = days.get(day) ?? { focus: 0, pomodoros: 0 };
    days.set(day, total);
  }

  for (let place = 0; place < from.length; place += 1) {
    const end = to[place] ?? 0;
    let at = from[place] ?? 0;
    // A run that ends exactly where a day begins counts before it, and so does one of no length.
    const begin = Math.min(at, end - 1);
    if (begin < first || begin >= last) lookUpDay(begin);
    while (end > last) {
      total.focus += last - at;
      at = last;
      lookUpDay(at);
    }
    total.focus += end - at;
    total.pomodoros += completed[place] ?? 0;
  }
  return days;
}

/** The totals of each task in some days: the most focus first, of equals the most pomodoros first. */
export function totalsByTask(
  runs: RunColumns,
  localDays: LocalDays,
  span: DaySpan,
): { task_id: string | null; total: Total }[] {
  const totals: Total[] = runs.tasks.map(() => ({ focus: 0, pomodoros: 0 }));
  const seen = new Set<number>();
  const visit = (_: unknown, focus: number, pomodoros: number, task: number) => {
    const total = totals[task];
    if (total) add(total, { focus, pomodoros });
    seen.add(task);
  };
  forEachHourPart(runs, localDays, visit, span);
  return totals
    .map((total, place) => ({ task_id: runs.tasks[place] ?? null, total }))
    .filter((_, place) => seen.has(place))
    .sort((a, b) => b.total.focus - a.total.focus || b.total.pomodoros - a.total.pomodoros);
}

/** Milliseconds of focus in some days, by weekday (0 is Sunday) and by hour of local time. */
export function focusByHour(runs: RunColumns, localDays: LocalDays, span: DaySpan): number[][] {
  const grid = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  const visit = ({ day, hour }: { day: Day; hour: number }, focus: number) => {
    const row = grid[weekdayOf(day)];
    if (row) row[hour] = (row[hour] ?? 0) + focus;
  };
  forEachHourPart(runs, localDays, visit, span);
  return grid;
}

/** The total of the days from `from` to before `to`. */
export function totalOf(days: DayTotals, from: Day, to: Day): Total {
  const sum = { focus: 0, pomodoros: 0 };
  for (let day = from; day < to; day += 1) {
    const total = days.get(day);
    if (total) add(sum, total);
  }
  return sum;
}

/** Counts the days from `from` to before `to` that are in `days` and had at least so many milliseconds of focus. */
export function countDays(days: DayTotals, from: Day, to: Day, least: number): number {
  let count = 0;
  for (let day = from; day < to; day += 1) {
    if ((days.get(day)?.focus ?? -1) >= least) count += 1;
  }
  return count;
}

function add(sum: Total, { focus, pomodoros }: Total): void {
  sum.focus += focus;
  sum.pomodoros += pomodoros;
}
