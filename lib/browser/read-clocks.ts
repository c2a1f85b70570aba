/**
 * Both clocks of this machine, milliseconds. In Firefox `timeOrigin` was taken once for all pages and workers, so the
 * steady clock goes on from one worker to the next. In Chromium each worker takes it anew from the wall clock.
 */
export function readClocks(): { wall: number; steady: number } {
  return { wall: Date.now(), steady: performance.timeOrigin + performance.now() };
}
