import { timeOfDay } from './clock-text.ts';
import { uiLocale } from './locale.ts';

/** All instants here are milliseconds since the epoch, all days those of this machine. */
export function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

export function dayText(at: number): string {
  return new Intl.DateTimeFormat(uiLocale(), { dateStyle: 'medium' }).format(at);
}

export function dayAndTime(at: number): string {
  return new Date(at).toLocaleString(uiLocale(), { dateStyle: 'medium', timeStyle: 'short' });
}

/** The time of day alone for an instant of today, otherwise day and time. */
export function briefTime(at: number, now: number): string {
  return isSameDay(at, now) ? timeOfDay(at) : dayAndTime(at);
}
