/** Why one row of a good file is left out. The catalogue has a sentence for each under `data.skipped.<reason>`. */
export type SkipReason =
  'repeated' | 'in_future' | 'out_of_range' | 'unknown_kind' | 'unfinished' | 'conflicting' | 'day_sum';

/** The rows that are left out for one reason. */
export interface SkippedRows {
  reason: SkipReason;
  count: number;
  /** The line of the first of them. The first line of a file is 1. */
  line: number;
}

/** Finds the line of a row. It is called only when the line is needed: in JSON it has to walk through the text. */
export type FindLine = () => number;

/** Counts the rows that are left out. */
export interface SkipCounter {
  add(reason: SkipReason, findLine: FindLine): void;
  /** In the order in which the reasons first came up. */
  list(): SkippedRows[];
}

export function createSkipCounter(): SkipCounter {
  const byReason = new Map<SkipReason, SkippedRows>();
  return {
    add(reason, findLine) {
      const skipped = byReason.get(reason);
      if (skipped) skipped.count += 1;
      else byReason.set(reason, { reason, count: 1, line: findLine() });
    },
    list: () => [...byReason.values()],
  };
}
