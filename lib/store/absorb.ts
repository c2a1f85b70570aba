import type { WriteTransaction } from './database.ts';
import { forEachChange } from './for-each-change.ts';
import type { Cursor, ServedRow } from './ledger.ts';
import { mergeAbsorbed, withOwnTags } from './merge.ts';
import { keyOf } from './outbox/outbox.ts';
import { noteServed } from './refetch.ts';
import { forgetPackedHistory } from './packed-history.ts';
import { createRowLookup, type RowLookup } from './row-lookup.ts';
import type { Change } from './rows.ts';

/**
 * Writes rows from the server, and the cursor that they lead to. `from` is the cursor that they were asked for with.
 * False when the rows do not fit the cursor that is stored: then nothing is written.
 */
export async function absorb(
  tx: WriteTransaction,
  changes: readonly Change[],
  cursor: Cursor,
  from: number | undefined,
  unreadable: readonly ServedRow[],
): Promise<boolean> {
  const state = tx.objectStore('state');
  const stored = await state.get('cursor');
  // The ledger may have been removed and made anew since the rows were asked for. Then it lacks all earlier ones.
  const at = typeof stored === 'object' ? stored : { cursor: 0, epoch: cursor.epoch };
  if (at.epoch === cursor.epoch) {
    if (cursor.cursor < at.cursor || (from !== undefined && from !== at.cursor)) return false;
  }
  const lookup = await createRowLookup(tx, changes);
  await forEachChange(changes, (change) => absorbRow(tx, change, lookup));
  await state.put(cursor, 'cursor');
  await forgetPackedHistory(tx, changes);
  if (cursor.is_refetch) {
    const served = changes.map(({ table, row }) => ({ table, id: row.id }));
    await noteServed(tx, from, [...served, ...unreadable]);
  }
  return true;
}

async function absorbRow(tx: WriteTransaction, served: Change, lookup: RowLookup): Promise<void> {
  const entry = await lookup.entry(served);
  const lacksTags = served.table === 'tasks' && served.row.tags === undefined;
  const mine = entry || lacksTags ? await lookup.row(served) : undefined;
  const whole = mine && lacksTags ? withOwnTags(served, mine) : served;
  const { change, isWaiting } =
    entry && mine ? mergeAbsorbed(mine, whole) : { change: whole, isWaiting: false };
  await Promise.all([
    tx.objectStore(change.table).put(change.row),
    // The server has the row. Its answer to our sending it may have been lost, but there is nothing left to send.
    entry && !isWaiting ? tx.objectStore('outbox').delete(keyOf(served)) : undefined,
  ]);
  lookup.update(change, isWaiting ? entry : undefined);
}
