import type { ClockReading } from '../clock/clock-set.ts';

/** A clock and timers that move only when the test says so. */
export interface VirtualTime {
  /** The true time, milliseconds since the epoch. */
  now(): number;
  /** The clocks of a machine whose wall clock is off by so much. */
  reader(off?: () => number): () => ClockReading;
  schedule(run: () => void, after: number): () => void;
  /** Lets time pass, and runs what falls due meanwhile, in order. */
  pass(span: number): void;
  /** When each of the waiting timers falls due, counted from now. */
  due(): number[];
}

export function createVirtualTime(start = Date.UTC(2026, 10, 22)): VirtualTime {
  const timers = new Set<{ at: number; run: () => void }>();
  let now = start;
  return {
    now: () => now,
    reader:
      (off = () => 0) =>
      () => ({ wall: now + off(), steady: now - start }),
    schedule(run, after) {
      const timer = { at: now + after, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pass(span) {
      const end = now + span;
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
    },
    due: () => [...timers].map(({ at }) => at - now),
  };
}
