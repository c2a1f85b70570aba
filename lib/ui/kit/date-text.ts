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

/** Six days: further away, a weekday would name two days. */
const week = 6 * 24 * 60 * 60_000;

/** Like `briefTime`, but days of this week go by their names. */
export function weekTime(at: number, now: number): string {
  if (isSameDay(at, now) || Math.abs(at - now) > week) return briefTime(at, now);
  const text = new Date(at).toLocaleString(uiLocale(), {
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
  // Intl puts a Japanese weekday behind, in brackets. The texts have brackets of their own.
  return text.replace(/^(\S+) \((.)\)$/, '$2曜$1');
}

/** The time of day alone for an instant of today, otherwise day and time. */
export function briefTime(at: number, now: number): string {
  return isSameDay(at, now) ? timeOfDay(at) : dayAndTime(at);
}
