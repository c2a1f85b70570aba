import { timeOfDay } from './clock-time.ts';
import { uiLocale } from './locale.ts';

/** Day and time of an instant, in milliseconds since the epoch. */
export function dayAndTime(at: number): string {
  return new Date(at).toLocaleString(uiLocale(), { dateStyle: 'medium', timeStyle: 'short' });
}

/** As short as can be: of today the time of day only. */
export function when(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday ? timeOfDay(at) : dayAndTime(at);
}
