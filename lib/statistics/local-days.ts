import type { Day } from './day.ts';

/** Local time minus UTC at an instant, both in milliseconds. */
export type OffsetAt = (instant: number) => number;

/** A time that lies within one hour on the wall, and so within one day. */
export interface HourRest {
  day: Day;
  /** The hour on the wall, 0 to 23. */
  hour: number;
  /** The first instant after it. */
  end: number;
}

/** Which day and hour an instant belongs to, for somebody whose days begin at an hour of their choice. */
export interface LocalDays {
  dayOf(instant: number): Day;
  /**
   * The first instant of a day: when the clock on the wall first shows the hour that days begin at, or has jumped
   * over it. Days are 23, 24 or 25 hours long where clocks change; one that a zone left out has no length.
   */
  startOf(day: Day): number;
  /** What is left from `instant` on of its hour. */
  restOfHour(instant: number): HourRest;
}

export const hourLength = 3_600_000;
const dayLength = 24 * hourLength;

/** `startsAt` is the hour of local time, 0 to 23, at which a new day begins. */
export function createLocalDays(offsetAt: OffsetAt, startsAt: number): LocalDays {
  const starts = new Map<Day, number>();
  // Asking for an offset is what costs: most days have one, and it is asked for once.
  const offsets = new Map<Day, number | null>();
  let guess = 0;

  function findStart(day: Day): number {
    const wall = day * dayLength + startsAt * hourLength;
    // Every zone there is or was lies between -16 and +16 hours; its clocks change at most once in this window.
    const [before, after] = [wall - 16 * hourLength, wall + 16 * hourLength];
    const byOld = wall - offsetAt(before);
    const byNew = wall - offsetAt(after);
    if (byOld === byNew) return byOld;
    const change = changeBetween(offsetAt, before, after);
    return byOld < change ? byOld : Math.max(byNew, change);
  }

  function startOf(day: Day): number {
    const known = starts.get(day);
    if (known !== undefined) return known;
    const found = findStart(day);
    starts.set(day, found);
    return found;
  }

  function dayOf(instant: number): Day {
    let day = Math.floor((instant + guess - startsAt * hourLength) / dayLength);
    while (startOf(day) > instant) day -= 1;
    while (startOf(day + 1) <= instant) day += 1;
    return day;
  }

  /** The one offset of a day, or null where clocks change in it. */
  function offsetOf(day: Day): number | null {
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
      const only = offsetOf(day);
      const offset = only ?? offsetAt(instant);
      guess = offset;
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

/** The first instant after `from` with another offset than `from` has; there is one by `to`. */
function changeBetween(offsetAt: OffsetAt, from: number, to: number): number {
  const old = offsetAt(from);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === old) low = middle;
    else high = middle;
  }
  return high;
}

/** The zone that this machine is in now: it counts for all of history, wherever its owner was then. */
export function machineOffset(instant: number): number {
  return -new Date(instant).getTimezoneOffset() * 60_000;
}
