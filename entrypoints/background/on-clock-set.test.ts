import { afterEach, expect, test, vi } from 'vitest';
import { onClockSet } from './on-clock-set.ts';

afterEach(() => {
  vi.useRealTimers();
});

test.each([
  [20_000, 1],
  [-3_600_000, 1],
  [1500, 0],
])('SLEEP-10 a clock that jumps by %i ms is noticed %i times, within five seconds', (by, times) => {
  vi.useFakeTimers();
  const noticed = vi.fn();
  let isOff = 0;
  const start = Date.now();
  onClockSet(() => ({ wall: Date.now() + isOff, steady: Date.now() - start }), noticed);
  vi.advanceTimersByTime(60_000);
  isOff = by;
  vi.advanceTimersByTime(5000);
  expect(noticed).toHaveBeenCalledTimes(times);
  vi.advanceTimersByTime(60_000);
  expect(noticed).toHaveBeenCalledTimes(times);
});
