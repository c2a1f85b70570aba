/** A span of time, milliseconds since the epoch. */
export interface Span {
  from: number;
  to: number;
}

/**
 * The minutes of a session that has ended. History keeps how long a session ran, but not when it was paused. So its
 * time counts as one span of that length up to its end. That is exact if there was no pause, and it never begins before
 * the session did.
 */
export function placedSpan(start: number, to: number, active: number): Span {
  return { from: Math.min(to, Math.max(start, to - Math.max(0, active))), to };
}
