import { knownColumnsKey } from '../store/known-columns.ts';

/** What of a ledger, or of a page's reader, tells which columns its server has. */
export interface ColumnSource {
  localValue<T>(key: string): Promise<T | undefined>;
}

/** What a server has that keeps corrections. */
export const correctionColumns = ['pomodoro_sessions.edited', 'pomodoro_sessions.note'];

/**
 * Whether corrections can be kept. A server of an earlier version has no place for them, and would drop them. `owner` is
 * null or `local` where there is no server.
 */
export async function mayCorrect(owner: string | null, source: ColumnSource): Promise<boolean> {
  if (owner === null || owner === 'local') return true;
  const known = await source.localValue<unknown>(knownColumnsKey);
  return Array.isArray(known) && correctionColumns.every((column) => known.includes(column));
}
