import { dateOf, weekdayOf } from './day.ts';
import { bucketOf, buckets, type Bucket, type Period, type DaySpan } from './period.ts';
import type { Formatter } from './formatter.ts';

export interface BarLabel {
  label: string;
  /** A second line. */
  sublabel?: string;
  /** Left out where there is little room. */
  isMinor?: boolean;
}

/** What a bar is called where there is room: `Mon, Nov 23`, `November 2026`, `2026`. */
export function barName({ from }: DaySpan, bucket: Bucket, words: Formatter): string {
  if (bucket === 'day') return words.dayShort(from);
  return bucket === 'month' ? words.monthOfYear(from) : words.year(from);
}

/** What stands under a bar, which the period around it makes clear. */
export function barLabel({ from }: DaySpan, period: Period, words: Formatter): BarLabel {
  const { month, date } = dateOf(from);
  switch (period.scope) {
    case 'week':
      return { label: words.weekday(weekdayOf(from), 'short'), sublabel: words.dateNumber(from) };
    case 'month':
      return { label: words.dateNumber(from), isMinor: date !== 1 && date % 5 !== 0 };
    case 'year':
      return { label: words.month(from, 'short'), isMinor: month % 3 !== 0 };
    case 'all':
      return labelOfAll(from, period, words);
  }
}

/** A few months have their names, and under the first of a year that year; of many only the years are named. */
function labelOfAll(from: number, period: Period, words: Formatter): BarLabel {
  const { year, month } = dateOf(from);
  if (bucketOf(period) === 'year') return { label: words.year(from), isMinor: year % 5 !== 0 };
  const isFirst = from === period.from;
  if (buckets(period).length <= 12) {
    const label = words.month(from, 'short');
    return month === 0 || isFirst ? { label, sublabel: words.year(from) } : { label };
  }
  // The name of a year is wider than its bar: late in the year there is no room before the next one.
  return { label: month === 0 || (isFirst && month < 9) ? words.year(from) : '' };
}
