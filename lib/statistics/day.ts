/** A date of the calendar, as days since 1 January 1970. It does not depend on a time zone. */
export type Day = number;

const dayLength = 86_400_000;

/** 0 is Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** The first month is 0. A date after the last of a month runs on into the next one. */
export function dayOfDate(year: number, month: number, date: number): Day {
  return Date.UTC(year, month, date) / dayLength;
}

export function dateOf(day: Day): { year: number; month: number; date: number } {
  const date = utcDate(day);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), date: date.getUTCDate() };
}

export function weekdayOf(day: Day): Weekday {
  // 1 January 1970 was a Thursday.
  return ((((day + 4) % 7) + 7) % 7) as Weekday;
}

/** The day that the week of `day` begins with. */
export function weekStart(day: Day, firstWeekday: Weekday): Day {
  return day - ((weekdayOf(day) - firstWeekday + 7) % 7);
}

/** All seven weekdays, beginning with `first`. */
export function weekdaysFrom(first: Weekday): Weekday[] {
  return Array.from({ length: 7 }, (_, place) => ((first + place) % 7) as Weekday);
}

/** An instant that `Intl` shows as that date in UTC. */
export function utcDate(day: Day): Date {
  return new Date(day * dayLength);
}

/** `2026-11-23` */
export function isoDate(day: Day): string {
  return utcDate(day).toISOString().slice(0, 10);
}

/** The day that `2026-11-23` names, or null if the text is none of that form. */
export function dayOfIso(text: string): Day | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return year && month && date ? dayOfDate(Number(year), Number(month) - 1, Number(date)) : null;
}
