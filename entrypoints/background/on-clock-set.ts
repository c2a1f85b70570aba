import { driftBetween, largestDrift, type ClockReading } from '../../lib/sync/clock/clock-set.ts';

/** How often (milliseconds) to look. This keeps no worker alive. */
const interval = 5000;

/**
 * Calls `set` when the wall clock jumps while this worker lives. No event tells of that, and alarms that were set by
 * the wall clock would come too late.
 */
export function onClockSet(read: () => ClockReading, set: () => void): void {
  let last = read();
  setInterval(() => {
    const before = last;
    last = read();
    if (Math.abs(driftBetween(before, last)) > largestDrift) set();
  }, interval);
}
