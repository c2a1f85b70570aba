import { utcDate, weekdayOf, type Day, type Weekday } from './day.ts';
import { createDurationText } from './duration-text.ts';
import type { Period, DaySpan } from './period.ts';
import type { Span } from '../corrections/placed-span.ts';

/** Writes durations, numbers and dates in the reader's language. */
export interface Formatter {
  /** Milliseconds in whole minutes: `1 hr 40 min`. What is above zero never reads as zero. */
  duration(ms: number): string;
  /** The same in less room: `1h 40m`. */
  shortDuration(ms: number): string;
  /** What fits over a month of the calendar: whole hours or, below one hour, minutes. */
  roughDuration(ms: number): string;
  count(value: number): string;
  percent(part: number): string;
  /** `Monday, November 23, 2026` */
  day(day: Day): string;
  /** `Mon, Nov 23` */
  dayShort(day: Day): string;
  /** `Nov 23, 2026` */
  date(day: Day): string;
  /** `23` */
  dateNumber(day: Day): string;
  month(day: Day, width: 'long' | 'short' | 'narrow'): string;
  year(day: Day): string;
  /** `November 2026` */
  monthOfYear(day: Day): string;
  /** `Nov 16 – 22, 2026` */
  span(span: DaySpan): string;
  /** A month and a year by their names, anything else by its days. */
  period(period: Period): string;
  weekday(weekday: Weekday, width: 'long' | 'short'): string;
  /** Two times of day, given as instants of UTC that have the same time: `9:05 – 9:30 AM` */
  times(span: Span): string;
  /** An hour of the day, never a bare number: beside a weekday that would be a date. `3 PM`, `15 Uhr`, `15:00` */
  hour(hour: number): string;
}

const minute = 60_000;

/** How a language writes a full hour, where Intl has only the number. */
const hourSigns: Readonly<Partial<Record<string, string>>> = { es: ' h', pt: 'h' };

export function createFormatter(locale: string): Formatter {
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const duration = createDurationText(locale, 'short');
  const shortDuration = createDurationText(locale, 'narrow');
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const day = date({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
  const dayShort = date({ weekday: 'short', month: 'short', day: 'numeric' });
  const range = date({ year: 'numeric', month: 'short', day: 'numeric' });
  const months = {
    long: date({ month: 'long' }),
    short: date({ month: 'short' }),
    narrow: date({ month: 'narrow' }),
  };
  const weekdays = { long: date({ weekday: 'long' }), short: date({ weekday: 'short' }) };
  const monthOfYear = date({ year: 'numeric', month: 'long' });
  const year = date({ year: 'numeric' });
  const hour = date({ hour: 'numeric' });
  const time = date({ hour: 'numeric', minute: '2-digit' });

  const span = ({ from, to }: DaySpan) => range.formatRange(utcDate(from), utcDate(to - 1));
  return {
    duration,
    shortDuration,
    roughDuration: (ms) => shortDuration(ms < 60 * minute ? ms : Math.round(ms / 60 / minute) * 60 * minute),
    count: (value) => number.format(value),
    percent: (part) => percent.format(part),
    day: (value) => day.format(utcDate(value)),
    // Japanese puts the weekday into brackets that are not those of its script.
    dayShort: (value) => dayShort.format(utcDate(value)).replace(/\((.+)\)/, '（$1）'),
    date: (value) => range.format(utcDate(value)),
    dateNumber: (value) => number.format(utcDate(value).getUTCDate()),
    month: (value, width) => months[width].format(utcDate(value)),
    year: (value) => year.format(utcDate(value)),
    monthOfYear: (value) => monthOfYear.format(utcDate(value)),
    span,
    period(period) {
      if (period.scope === 'month') return monthOfYear.format(utcDate(period.from));
      return period.scope === 'year' ? year.format(utcDate(period.from)) : span(period);
    },
    weekday: (weekday, width) => weekdays[width].format(utcDate(weekday - weekdayOf(0))),
    times: ({ from, to }) => formatTimes(time, from, to),
    hour(value) {
      const text = hour.format(new Date(value * 60 * minute));
      const sign = hourSigns[locale.slice(0, 2)];
      if (!/^\d+$/.test(text)) return text;
      return sign === undefined ? `${text}:00` : `${Number(text)}${sign}`;
    },
  };
}

/** Over midnight a range would name both dates; the times alone are meant. */
function formatTimes(time: Intl.DateTimeFormat, from: number, to: number): string {
  const day = 24 * 60 * minute;
  return Math.floor(from / day) === Math.floor(to / day)
    ? time.formatRange(from, to)
    : `${time.format(from)} – ${time.format(to)}`;
}
