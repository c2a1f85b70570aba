import type { Row } from './row.ts';

/** What was measured right after each other, so that other work of the machine fell on both. */
export interface Times {
  base: number;
  figure: number;
}

/** The value that so large a share of the others is below; with the nearest rank, so it was really measured. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

type Said = Pick<Row, 'figure' | 'yardstick'> & Partial<Pick<Row, 'unit' | 'aim' | 'note'>>;

const unsaid = { unit: 'ms', aim: null, note: null };

/** The median of the ratios of pairs. A pair that met a hiccup of the machine does not move it. */
export function inPairs(said: Said, pairs: readonly Times[]): Row {
  const ratios = pairs.map(({ base, figure }) => figure / base);
  const figures = pairs.map(({ figure }) => figure);
  return {
    ...unsaid,
    ...said,
    ratio: median(ratios),
    spread: [percentile(ratios, 0.25), percentile(ratios, 0.75)],
    base: median(pairs.map(({ base }) => base)),
    p50: median(figures),
    p95: percentile(figures, 0.95),
    runs: pairs.length,
  };
}

/** The ratio of one percentile of both: for a bound on the slow ones, which are not slow in the same pair. */
export function atPercentile(said: Said, share: number, pairs: readonly Times[]): Row {
  const bases = pairs.map(({ base }) => base);
  const figures = pairs.map(({ figure }) => figure);
  return {
    ...unsaid,
    ...said,
    ratio: percentile(figures, share) / percentile(bases, share),
    spread: null,
    base: percentile(bases, share),
    p50: median(figures),
    p95: percentile(figures, 0.95),
    runs: pairs.length,
  };
}

/** True if nothing was asked for. */
export function isReached({ ratio, p50, aim }: Pick<Row, 'ratio' | 'p50' | 'aim'>): boolean {
  if (aim === null) return true;
  const value = ratio ?? p50;
  return aim.is === 'at most' ? value <= aim.value : value >= aim.value;
}
