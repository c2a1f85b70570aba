/** Key of the local value with the columns that the server is known to have beyond those that every server has. */
export const knownColumnsKey = 'columns';

/** What of a ledger, or of a page's reader, tells which columns its server has. */
export interface ColumnSource {
  localValue<T>(key: string): Promise<T | undefined>;
}

/**
 * Whether columns are kept that servers of earlier versions lack and would drop. `owner` is null or `local` where there
 * is no server.
 */
export async function keepsColumns(
  columns: readonly string[],
  owner: string | null,
  source: ColumnSource,
): Promise<boolean> {
  if (owner === null || owner === 'local') return true;
  const known = await source.localValue<unknown>(knownColumnsKey);
  return Array.isArray(known) && columns.every((column) => known.includes(column));
}
