import type { Change } from '../store/rows.ts';
import type { SkippedRows, SkipReason, FileSource } from './import-plan.ts';

/** Tells the line of a row when somebody asks: in JSON that takes a walk through the text. */
export type FindLine = () => number;

export interface FileRow {
  change: Change;
  line: FindLine;
}

/** What a file holds, before it is compared with what is here. */
export interface FileRows {
  source: FileSource;
  rows: FileRow[];
  skipped: SkipCounter;
}

export interface SkipCounter {
  add(reason: SkipReason, line: FindLine): void;
  list(): SkippedRows[];
}

/** Counts the rows that are left out, by reason, in the order in which the reasons came up. */
export function createSkipCounter(): SkipCounter {
  const skips = new Map<SkipReason, SkippedRows>();
  return {
    add(reason, line) {
      const skip = skips.get(reason);
      if (skip) skip.count += 1;
      else skips.set(reason, { reason, count: 1, line: line() });
    },
    list: () => [...skips.values()],
  };
}
