/**
 * Both clocks of this machine at one instant, in milliseconds. The wall clock can be set to another time. The steady
 * clock cannot, but it starts anywhere, and on most systems it stands still while the machine sleeps.
 */
export interface ClockReading {
  wall: number;
  steady: number;
}

/** Where the two clocks moved apart by more than this since the last reading, one was set or the machine slept. */
export const largestDrift = 2000;

/**
 * From how long a jump forward on (milliseconds) the machine may have slept instead. A clock that is put right by the
 * network moves by seconds, and hardly anybody wakes a machine within a minute.
 */
export const shortestSleep = 60_000;

/** How far (milliseconds) the wall clock has run ahead of the steady one between two readings. */
export function driftBetween(from: ClockReading, to: ClockReading): number {
  return to.wall - from.wall - (to.steady - from.steady);
}

/**
 * How far the wall clock was set between two readings of one worker. A jump back is always that. A jump forward from
 * `sleepsFrom` on is taken for a sleep: to take a night for a set clock would stop the timer all night.
 */
export function setBetween(from: ClockReading, to: ClockReading, sleepsFrom: number): number {
  const drift = driftBetween(from, to);
  return Math.abs(drift) <= largestDrift || drift >= sleepsFrom ? 0 : drift;
}

/**
 * The same, between the last reading of an earlier worker and the first one of this worker. In Firefox the steady clock
 * goes on. In Chromium it starts anew at the wall clock, and then only a wall clock that stands before the last reading
 * was set for certain. As little time as possible is taken to have passed.
 */
export function setWhileAway(last: ClockReading, first: ClockReading, sleepsFrom: number): number {
  const goesOn = Math.abs(first.wall - first.steady) > largestDrift;
  const measured = goesOn ? setBetween(last, first, sleepsFrom) : 0;
  const back = first.wall - last.wall;
  return back < -largestDrift ? Math.min(measured, back) : measured;
}
