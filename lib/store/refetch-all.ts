import { tables, type WriteTransaction } from './database.ts';
import { textKey } from './outbox.ts';

/** Removes every row that does not wait. Rows that the pull does not bring back were deleted elsewhere. */
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
