import type { Day } from './day.ts';

/** Local time minus UTC at an instant, both in milliseconds. */
export type OffsetAt = (instant: number) => number;

/** Which day and hour an instant belongs to, for somebody whose days begin at an hour of their choice. */
export interface LocalDays {
  dayOf(instant: number): Day;
  /**
   * The first instant of a day: when the clock on the wall first shows the hour that days begin at, or has jumped
   * over it. Days are 23, 24 or 25 hours long where clocks change; one that a zone left out has no length.
   */
  startOf(day: Day): number;
  /** The hour on the wall, 0 to 23. */
  hourOf(instant: number): number;
  /** The end of the stretch from `instant` on that lies within one hour on the wall, and so within one day. */
  hourEnd(instant: number): number;
}

export const hour = 3_600_000;
const dayLength = 24 * hour;

/** `startsAt` is the hour of local time, 0 to 23, at which a new day begins. */
export function createLocalDays(offsetAt: OffsetAt, startsAt: number): LocalDays {
  const starts = new Map<Day, number>();

  function findStart(day: Day): number {
    const wall = day * dayLength + startsAt * hour;
    // Every zone there is or was lies between -16 and +16 hours; its clocks change at most once in this window.
    const [before, after] = [wall - 16 * hour, wall + 16 * hour];
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

  return {
    startOf,
    dayOf(instant) {
      let day = Math.floor((instant + offsetAt(instant) - startsAt * hour) / dayLength);
      while (startOf(day) > instant) day -= 1;
      while (startOf(day + 1) <= instant) day += 1;
      return day;
    },
    hourOf(instant) {
      const wall = (instant + offsetAt(instant)) % dayLength;
      return Math.floor((wall < 0 ? wall + dayLength : wall) / hour);
    },
    hourEnd(instant) {
      const offset = offsetAt(instant);
      const wall = instant + offset;
      const end = (Math.floor(wall / hour) + 1) * hour - offset;
      return offsetAt(end - 1) === offset ? end : changeBetween(offsetAt, instant, end);
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
