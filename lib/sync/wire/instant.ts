const timestamptz = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?\s?(Z|[+-]\d\d)(?::?(\d\d))?$/;

/**
 * Reads a timestamptz as milliseconds since the epoch, from ISO 8601 or from Postgres' own form
 * (`2026-11-22 22:05:33.349+00`). Fractions of a millisecond are cut off, so that all devices read the same. Anything
 * else is undefined.
 */
export function readInstant(text: unknown): number | undefined {
  const parts = typeof text === 'string' ? timestamptz.exec(text) : null;
  if (!parts) return undefined;
  const [, day, time, fraction = '', zone, minutes = '00'] = parts;
  const millis = fraction.slice(0, 3).padEnd(3, '0');
  const instant = Date.parse(`${day}T${time}.${millis}${zone === 'Z' ? 'Z' : `${zone}:${minutes}`}`);
  return Number.isNaN(instant) ? undefined : instant;
}

/** Throws a RangeError for an instant that the calendar does not have. */
export function writeInstant(instant: number): string {
  return new Date(instant).toISOString();
}
