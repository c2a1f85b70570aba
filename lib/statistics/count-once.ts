import type { RunColumns } from './run-columns.ts';

/**
 * The runs with each minute in one of them only. What two devices corrected apart may overlap: then the run that began
 * first has the minute, and the other one what is left. Each stays a pomodoro if it was one.
 */
export function countOnce(runs: RunColumns): RunColumns {
  const { from, to } = runs;
  const order = inOrder(from);
  const left = from.slice();
  let until = Number.NEGATIVE_INFINITY;
  let overlaps = false;
  for (const place of order) {
    const [start, end] = [from[place] ?? 0, to[place] ?? 0];
    if (start < until) {
      left[place] = Math.min(end, until);
      overlaps = true;
    }
    until = Math.max(until, end);
  }
  return overlaps ? { ...runs, from: left } : runs;
}

/** The places of the runs by their beginnings. A history is nearly always in order already. */
function inOrder(from: Float64Array): Uint32Array {
  const places = Uint32Array.from(from, (_, place) => place);
  const isSorted = from.every((start, place) => place === 0 || (from[place - 1] ?? 0) <= start);
  return isSorted ? places : places.sort((a, b) => (from[a] ?? 0) - (from[b] ?? 0) || a - b);
}
