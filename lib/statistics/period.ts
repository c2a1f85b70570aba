import { dateOf, dayOfDate, weekStart, type Day, type Weekday } from './day.ts';

export type Scope = 'week' | 'month' | 'year' | 'all';

/** Days from `from` to before `to`. */
export interface DaySpan {
  from: Day;
  to: Day;
}

export interface Period extends DaySpan {
  scope: Scope;
}

/** What a period is laid out on: where weeks begin, and the days that history reaches from and to. */
export interface HistoryRange {
  firstWeekday: Weekday;
  /** The first day with focus; today where there is none. */
  firstDay: Day;
  today: Day;
}

/** The period of a scope that holds `day`. */
export function periodAt(scope: Scope, day: Day, { firstWeekday, firstDay, today }: HistoryRange): Period {
  const { year, month } = dateOf(day);
  switch (scope) {
    case 'week': {
      const from = weekStart(day, firstWeekday);
      return { scope, from, to: from + 7 };
    }
    case 'month':
      return { scope, from: dayOfDate(year, month, 1), to: dayOfDate(year, month + 1, 1) };
    case 'year':
      return { scope, from: dayOfDate(year, 0, 1), to: dayOfDate(year + 1, 0, 1) };
    case 'all':
      return { scope, from: firstDay, to: today + 1 };
  }
}

/** The period before (-1) or after (1), or null where history does not reach. */
export function neighbourPeriod(
  { scope, from, to }: Period,
  by: -1 | 1,
  extent: HistoryRange,
): Period | null {
  if (by < 0 ? from <= extent.firstDay : to > extent.today) return null;
  return periodAt(scope, by < 0 ? from - 1 : to, extent);
}

export type Bucket = 'day' | 'month' | 'year';

/** How wide the bars of a period are: days, months or, of many years, years. */
export function bucketOf({ scope, from, to }: Period): Bucket {
  if (scope === 'week' || scope === 'month') return 'day';
  return scope === 'year' || to - from <= longestInMonths ? 'month' : 'year';
}

const longestInMonths = 3 * 366;

/** The spans that a period's bars stand for, in order and without gaps; those at the ends may be cut short. */
export function buckets(period: Period): DaySpan[] {
  const bucket = bucketOf(period);
  const spans: DaySpan[] = [];
  for (let from = period.from; from < period.to;) {
    const { year, month } = dateOf(from);
    const end =
      bucket === 'day'
        ? from + 1
        : bucket === 'month'
          ? dayOfDate(year, month + 1, 1)
          : dayOfDate(year + 1, 0, 1);
    const to = Math.min(end, period.to);
    spans.push({ from, to });
    from = to;
  }
  return spans;
}

/** How many of a span's days have come and lie within history: what its average is over. At least 1. */
export function daysPassed(
  { from, to }: DaySpan,
  { firstDay, today }: Pick<HistoryRange, 'firstDay' | 'today'>,
): number {
  return Math.max(1, Math.min(to, today + 1) - Math.max(from, firstDay));
}
