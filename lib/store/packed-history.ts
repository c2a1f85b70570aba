import type { WriteTransaction } from './database.ts';
import type { Change } from './rows.ts';
import { isByHand } from './session-corrections.ts';

/** Key of the local value with the history as pages keep it beside the rows, quicker to read. */
export const packedHistoryKey = 'packed_history';

/** Forgets it when a person has corrected a session: the number of rows, by which it is known to be whole, stays. */
export async function forgetPackedHistory(tx: WriteTransaction, changes: readonly Change[]): Promise<void> {
  const isCorrected = changes.some(({ table, row }) => table === 'pomodoro_sessions' && isByHand(row));
  if (isCorrected) await tx.objectStore('notes').delete(packedHistoryKey);
}
