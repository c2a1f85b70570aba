import { knownColumnsKey } from '../store/known-columns.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Change } from '../store/rows.ts';
import { optionalColumnsOf } from './wire/codec.ts';

/**
 * Knows which columns the server has beyond those that every server has. A server gains one by a migration, this
 * browser by an update. Rows that were absorbed before lack it.
 */
export interface ColumnMemory {
  see(rows: readonly Change[]): void;
  /** The server names columns that it has. */
  hear(columns: readonly string[]): void;
  /**
   * Call it when everything is here. If rows or the server named a new column, those from before lack it: then all are
   * to be read once more, and the answer is true. Rows that were all read just now lack nothing.
   */
  learn(hasReadAll: boolean): Promise<boolean>;
}

export function createColumnMemory(
  ledger: Pick<Ledger, 'readAgain' | 'localValue' | 'setLocalValue'>,
): ColumnMemory {
  const seen = new Set<string>();
  let known: ReadonlySet<string> | null = null;

  return {
    see(rows) {
      for (const row of rows) for (const column of optionalColumnsOf(row)) seen.add(column);
    },
    hear(columns) {
      for (const column of columns) seen.add(column);
    },
    async learn(hasReadAll) {
      if (seen.size === 0) return false;
      known ??= new Set(await ledger.localValue<string[]>(knownColumnsKey));
      const all = known.union(seen);
      if (all.size === known.size) return false;
      // If the worker dies in between, everything is read from the start, and then the columns are kept.
      if (!hasReadAll) await ledger.readAgain();
      await ledger.setLocalValue(knownColumnsKey, [...all]);
      known = all;
      return !hasReadAll;
    },
  };
}
