/** One line of the table: a figure, and what it was measured against in the same run. */
export interface Row {
  figure: string;
  /** Null where the figure is a count or a time without anything beside it. */
  yardstick: string | null;
  /** Of `base`, `p50` and `p95`: `ms`, `MB`, `calls`. */
  unit: string;
  /** The figure over the yardstick. */
  ratio: number | null;
  /** The middle half of the pairs' ratios. */
  spread: readonly [number, number] | null;
  /** What the ratio is to be, or `p50` where there is no ratio. */
  aim: Aim | null;
  /** The yardstick's median. */
  base: number | null;
  p50: number;
  p95: number | null;
  runs: number;
  note: string | null;
}

export interface Aim {
  is: 'at most' | 'at least';
  value: number;
}

export const atMost = (value: number): Aim => ({ is: 'at most', value });
export const atLeast = (value: number): Aim => ({ is: 'at least', value });

/** How a part of the bench is to run. */
export interface How {
  /** Folder of the unpacked extension in Chromium's build. */
  extension: string;
  /** As many rounds as were asked for, where it would have been `usual`. */
  rounds(usual: number): number;
}

/** Measures one part of the table. */
export type Measure = (how: How) => Promise<Row[]>;
