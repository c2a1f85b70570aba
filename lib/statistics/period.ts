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

/** From which day to which history reaches, and on which weekday its weeks begin. */
export interface HistoryRange {
  firstWeekday: Weekday;
  /** The first day with focus, or today if there is none. */
  firstDay: Day;
  today: Day;
}

/** The period of that scope that `day` lies in. */
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

/** The period before (-1) or after (1), or null if history does not reach there. */
export function neighbourPeriod({ scope, from, to }: Period, by: -1 | 1, range: HistoryRange): Period | null {
  if (by < 0 ? from <= range.firstDay : to > range.today) return null;
  return periodAt(scope, by < 0 ? from - 1 : to, range);
}

export type Bucket = 'day' | 'month' | 'year';

/** What each bar of a period stands for: a day, a month or, if the period is long, a year. */
export function bucketOf({ scope, from, to }: Period): Bucket {
  if (scope === 'week' || scope === 'month') return 'day';
  return scope === 'year' || to - from <= longestWithMonths ? 'month' : 'year';
}

const longestWithMonths = 3 * 366;

/** The days that each bar of a period stands for, in order and without gaps. The first and last may be cut short. */
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

/** The days of a span that have come and lie within history, at least 1. An average is over these. */
export function daysPassed(
  { from, to }: DaySpan,
  { firstDay, today }: Pick<HistoryRange, 'firstDay' | 'today'>,
): number {
  return Math.max(1, Math.min(to, today + 1) - Math.max(from, firstDay));
}
