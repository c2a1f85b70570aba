import type { Change } from '../store/rows.ts';
import type { Skip, SkipReason, Source } from './import-plan.ts';

/** Tells the line of a row when somebody asks: in JSON that takes a walk through the text. */
export type Line = () => number;

export interface Found {
  change: Change;
  line: Line;
}

/** What a file holds, before it is compared with what is here. */
export interface Draft {
  source: Source;
  found: Found[];
  skips: Skips;
}

export interface Skips {
  add(reason: SkipReason, line: Line): void;
  list(): Skip[];
}

/** Counts the rows that are left out, by reason, in the order in which the reasons came up. */
export function createSkips(): Skips {
  const skips = new Map<SkipReason, Skip>();
  return {
    add(reason, line) {
      const skip = skips.get(reason);
      if (skip) skip.count += 1;
      else skips.set(reason, { reason, count: 1, line: line() });
    },
    list: () => [...skips.values()],
  };
}
