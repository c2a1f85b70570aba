import { tables, type OutboxEntry, type WriteTransaction } from './database.ts';
import { forEachChange } from './for-each-change.ts';
import type { Cursor } from './ledger.ts';
import { mergeAbsorbed } from './merge.ts';
import { createMarker, keyOf } from './outbox.ts';
import type { Change, Table } from './rows.ts';
import { createRowLookup, type RowLookup } from './row-lookup.ts';

/** Writes rows from the server with the cursor they lead to; says whether they were taken. */
export async function absorb(
  tx: WriteTransaction,
  changes: readonly Change[],
  cursor: Cursor,
  from: number | undefined,
): Promise<boolean> {
  const state = tx.objectStore('state');
  const stored = await state.get('cursor');
  // One that was removed after the rows were asked for, and made anew, lacks all that came before them.
  const at = typeof stored === 'object' ? stored : { cursor: 0, epoch: cursor.epoch };
  if (at.epoch === cursor.epoch) {
    if (cursor.cursor < at.cursor || (from !== undefined && from !== at.cursor)) return false;
  }
  const standing = await createRowLookup(tx, changes);
  await forEachChange(changes, (change) => absorbRow(tx, change, standing));
  await state.put(cursor, 'cursor');
  return true;
}

async function absorbRow(tx: WriteTransaction, served: Change, standing: RowLookup): Promise<void> {
  const entry = await standing.entry(served);
  const mine = entry && (await standing.row(served));
  const { change, isWaiting } = mine ? mergeAbsorbed(mine, served) : { change: served, isWaiting: false };
  await Promise.all([
    tx.objectStore(change.table).put(change.row),
    // What the server has as well needs no sending, even where its answer to the sending got lost.
    entry && !isWaiting ? tx.objectStore('outbox').delete(keyOf(served)) : undefined,
  ]);
  standing.put(change, isWaiting ? entry : undefined);
}

/** Everything waits again; what the server turns out to have is unmarked as it is absorbed. */
export async function resendAll(tx: WriteTransaction, epoch: string): Promise<void> {
  const marker = await createMarker(tx);
  const waiting = await tx.objectStore('outbox').getAll();
  const entries = new Map(waiting.map((entry) => [textKey(entry), entry]));
  // Devices tell of themselves with each call, so theirs are the only rows that need no sending.
  const sent = tables.filter((table) => table !== 'devices');
  const ids = await Promise.all(sent.map((table) => tx.objectStore(table).getAllKeys()));
  await Promise.all(
    sent.flatMap((table, index) =>
      (ids[index] ?? []).map((id) => {
        const entry: OutboxEntry | undefined = entries.get(textKey({ table, id }));
        return marker.mark([table, id], { skew: entry?.skew ?? null, waiting: entry });
      }),
    ),
  );
  await Promise.all([
    marker.save(),
    tx.objectStore('state').put({ cursor: 0, epoch, is_afresh: true }, 'cursor'),
  ]);
}

/** Deletions are not kept for ever: rows that a whole pull does not bring back were deleted meanwhile. */
export async function refetchAll(tx: WriteTransaction): Promise<void> {
  const waiting = await tx.objectStore('outbox').getAll();
  const kept = new Set(waiting.map(textKey));
  const ids = await Promise.all(tables.map((table) => tx.objectStore(table).getAllKeys()));
  await Promise.all(
    tables.flatMap((table, index) =>
      (ids[index] ?? [])
        .filter((id) => !kept.has(textKey({ table, id })))
        .map((id) => tx.objectStore(table).delete(id)),
    ),
  );
  const state = tx.objectStore('state');
  const stored = await state.get('cursor');
  const epoch = typeof stored === 'object' ? stored.epoch : null;
  await state.put({ cursor: 0, epoch, is_afresh: true }, 'cursor');
}

function textKey({ table, id }: { table: Table; id: string }): string {
  return `${table} ${id}`;
}
