import type { Day } from './day.ts';

/** Local time minus UTC at an instant, both in milliseconds. */
export type OffsetAt = (instant: number) => number;

/** The rest of an hour of local time. It lies within one day, because days begin on the hour. */
export interface RestOfHour {
  day: Day;
  /** The hour that a clock in that zone shows, 0 to 23. */
  hour: number;
  /** The first instant after it. */
  end: number;
}

/** Tells the day and the hour of an instant, for days that begin at an hour which a person chose. */
export interface LocalDays {
  dayOf(instant: number): Day;
  /**
   * The first instant of a day: when clocks first show the hour that days begin at, or have jumped over it. A day on
   * which clocks change is 23 or 25 hours long. A day that its zone skipped has no length.
   */
  startOf(day: Day): number;
  /** The part of the hour from `instant` on. */
  restOfHour(instant: number): RestOfHour;
}

export const hourLength = 3_600_000;
const dayLength = 24 * hourLength;

/** `startsAt` is the hour of local time, 0 to 23, at which a new day begins. */
export function createLocalDays(offsetAt: OffsetAt, startsAt: number): LocalDays {
  const starts = new Map<Day, number>();
  // To ask for an offset is slow. Most days have one offset, which is then asked for once.
  const offsets = new Map<Day, number | null>();
  /** The offset that was met last. The next instant probably has the same. */
  let lastOffset = 0;

  function findStart(day: Day): number {
    const wall = day * dayLength + startsAt * hourLength;
    // All offsets in history are between -16 and +16 hours, and clocks change at most once in this window.
    const [before, after] = [wall - 16 * hourLength, wall + 16 * hourLength];
    const byOffsetBefore = wall - offsetAt(before);
    const byOffsetAfter = wall - offsetAt(after);
    if (byOffsetBefore === byOffsetAfter) return byOffsetBefore;
    const change = changeBetween(offsetAt, before, after);
    return byOffsetBefore < change ? byOffsetBefore : Math.max(byOffsetAfter, change);
  }

  function startOf(day: Day): number {
    const known = starts.get(day);
    if (known !== undefined) return known;
    const found = findStart(day);
    starts.set(day, found);
    return found;
  }

  function dayOf(instant: number): Day {
    let day = Math.floor((instant + lastOffset - startsAt * hourLength) / dayLength);
    while (startOf(day) > instant) day -= 1;
    while (startOf(day + 1) <= instant) day += 1;
    return day;
  }

  /** The only offset of a day, or null if clocks change on it. */
  function onlyOffsetOf(day: Day): number | null {
    const known = offsets.get(day);
    if (known !== undefined) return known;
    const first = offsetAt(startOf(day));
    const found = offsetAt(startOf(day + 1) - 1) === first ? first : null;
    offsets.set(day, found);
    return found;
  }

  return {
    startOf,
    dayOf,
    restOfHour(instant) {
      const day = dayOf(instant);
      const only = onlyOffsetOf(day);
      const offset = only ?? offsetAt(instant);
      lastOffset = offset;
      const hours = Math.floor((instant + offset) / hourLength);
      const end = (hours + 1) * hourLength - offset;
      const isWhole = only !== null || offsetAt(end - 1) === offset;
      return {
        day,
        hour: ((hours % 24) + 24) % 24,
        end: isWhole ? end : changeBetween(offsetAt, instant, end),
      };
    },
  };
}

/** The first instant after `from` that has another offset. There must be one by `to`. */
export function changeBetween(offsetAt: OffsetAt, from: number, to: number): number {
  const old = offsetAt(from);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === old) low = middle;
    else high = middle;
  }
  return high;
}

/** The offset in this machine's present zone. It counts for all of history, wherever the person was then. */
export function machineOffset(instant: number): number {
  return -new Date(instant).getTimezoneOffset() * 60_000;
}
