import type { Weekday } from './day.ts';

/** The weekday that weeks begin with where the language is spoken, or Monday if the browser does not know. */
export function firstWeekdayOf(locale: string): Weekday {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  const first = (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
  return (first % 7) as Weekday;
}
