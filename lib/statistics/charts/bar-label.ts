import { dateOf, weekdayOf } from '../day.ts';
import type { Formatter } from '../formatter.ts';
import { bucketOf, buckets, type Bucket, type Period, type DaySpan } from '../period.ts';

export interface BarLabel {
  label: string;
  /** A second line. */
  sublabel?: string;
  /** A minor label is left out where there is little room. */
  isMinor?: boolean;
}

/** The whole name of a bar: `Mon, Nov 23`, `November 2026` or `2026`. */
export function barName({ from }: DaySpan, bucket: Bucket, formatter: Formatter): string {
  if (bucket === 'day') return formatter.dayShort(from);
  return bucket === 'month' ? formatter.monthOfYear(from) : formatter.year(from);
}

/** The short label under a bar. The title of the period says the rest. */
export function barLabel({ from }: DaySpan, period: Period, formatter: Formatter): BarLabel {
  const { month, date } = dateOf(from);
  switch (period.scope) {
    case 'week':
      return { label: formatter.weekday(weekdayOf(from), 'short'), sublabel: formatter.dateNumber(from) };
    case 'month':
      return { label: formatter.dateNumber(from), isMinor: date !== 1 && date % 5 !== 0 };
    case 'year':
      return { label: formatter.month(from, 'short'), isMinor: month % 3 !== 0 };
    case 'all':
      return allTimeLabel(from, period, formatter);
  }
}

/** Up to twelve months are all named, with the year under the first of each year. Of more, only the years are named. */
function allTimeLabel(from: number, period: Period, formatter: Formatter): BarLabel {
  const { year, month } = dateOf(from);
  if (bucketOf(period) === 'year') return { label: formatter.year(from), isMinor: year % 5 !== 0 };
  const isFirst = from === period.from;
  if (buckets(period).length <= 12) {
    const label = formatter.month(from, 'short');
    return month === 0 || isFirst ? { label, sublabel: formatter.year(from) } : { label };
  }
  // A year is wider than its bar. If history begins late in a year, the next year needs the room.
  return { label: month === 0 || (isFirst && month < 9) ? formatter.year(from) : '' };
}
