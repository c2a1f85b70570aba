import { tables, type OutboxEntry, type WriteTransaction } from '../database.ts';
import { createMarker, textKey } from './outbox.ts';

/** Marks every row. Those that the server turns out to have lose their mark when they are absorbed. */
export async function resendAll(tx: WriteTransaction, epoch: string): Promise<void> {
  const marker = await createMarker(tx);
  const waiting = await tx.objectStore('outbox').getAll();
  const entries = new Map(waiting.map((entry) => [textKey(entry), entry]));
  // Each device sends its own row with every call, so these rows need no mark.
  const marked = tables.filter((table) => table !== 'devices');
  const ids = await Promise.all(marked.map((table) => tx.objectStore(table).getAllKeys()));
  await Promise.all(
    marked.flatMap((table, index) =>
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
