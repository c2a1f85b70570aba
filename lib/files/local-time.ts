const day = 86_400_000;

/**
 * The instants at which clocks show a time, the earlier first. `wall` is the time as if it were UTC. One that comes
 * twice has two instants, and one that clocks skip has none.
 */
export function instantsShowing(wall: number, offsetAt: (instant: number) => number): number[] {
  return [...new Set([wall - offsetAt(wall - day), wall - offsetAt(wall + day)])]
    .filter((instant) => instant + offsetAt(instant) === wall)
    .sort((one, other) => one - other);
}

/** The same, but a time that clocks skip is carried on by the offset from before. */
export function instantsOf(wall: number, offsetAt: (instant: number) => number): [number, ...number[]] {
  const [first, ...more] = instantsShowing(wall, offsetAt);
  return first === undefined ? [wall - offsetAt(wall - day)] : [first, ...more];
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
