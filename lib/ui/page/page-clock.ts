/** Both clocks of this machine, milliseconds: the wall clock can be set, the steady one cannot. */
interface Clocks {
  wall: number;
  steady: number;
}

/**
 * The wall clock of this machine, as a page may show it. When it jumps, the page goes on as before until the background
 * has said what it makes of that.
 */
export interface PageClock {
  now(): number;
  /** The background has said so. */
  follow(): void;
}

/** Where the two clocks moved apart by more than this (milliseconds), one was set or the machine slept. */
const largestDrift = 2000;

export function createPageClock(read: () => Clocks, jumped: () => void): PageClock {
  let last = read();
  let held = 0;
  return {
    now() {
      const before = last;
      last = read();
      const drift = last.wall - before.wall - (last.steady - before.steady);
      if (Math.abs(drift) > largestDrift) {
        held += drift;
        jumped();
      }
      return last.wall - held;
    },
    follow() {
      last = read();
      held = 0;
    },
  };
}
