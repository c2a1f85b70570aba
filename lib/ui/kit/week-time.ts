import { briefTime, isSameDay } from './date-text.ts';
import { uiLocale } from './locale.ts';

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
