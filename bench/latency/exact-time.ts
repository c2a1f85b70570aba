/** Milliseconds since the epoch with fractions, the same in every process of this machine. */
export function exactTime(): number {
  return performance.timeOrigin + performance.now();
}
