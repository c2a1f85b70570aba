import { uiLocale } from './locale.ts';

/**
 * What is left (milliseconds) as `mm:ss`. It is rounded up, so that a phase of 25 minutes begins at 25:00 and reaches
 * 00:00 only when it is over.
 */
export function minutesAndSeconds(left: number): string {
  const seconds = Math.ceil(Math.max(0, left) / 1000);
  return `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}`;
}

/** The time of day of an instant, as the reader's language writes it. */
export function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString(uiLocale(), { hour: 'numeric', minute: '2-digit' });
}

function pad(figures: number): string {
  return String(figures).padStart(2, '0');
}
