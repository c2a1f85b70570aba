const day = 86_400_000;

/**
 * The instants at which clocks show a time, the earlier first. `wall` is the time as if it were UTC. One that comes
 * twice has two instants, and one that clocks skip is carried on by the offset from before.
 */
export function instantsOf(wall: number, offsetAt: (instant: number) => number): [number, ...number[]] {
  const [before, after] = [offsetAt(wall - day), offsetAt(wall + day)];
  const [first, ...more] = [...new Set([wall - before, wall - after])]
    .filter((instant) => instant + offsetAt(instant) === wall)
    .sort((one, other) => one - other);
  return first === undefined ? [wall - before] : [first, ...more];
}

/**
 * The span between two local times. Where clocks change, it is the one of that length, if there is one. `length` is in
 * milliseconds.
 */
export function spanOf(
  from: number,
  to: number,
  length: number | null,
  offsetAt: (instant: number) => number,
): { start: number; end: number } {
  const spans = instantsOf(from, offsetAt).flatMap((start) =>
    instantsOf(to, offsetAt).map((end) => ({ start, end })),
  );
  const [first = { start: 0, end: 0 }] = spans;
  return (
    spans.find(({ start, end }) => end - start === length) ??
    spans.find(({ start, end }) => end > start) ??
    first
  );
}
