import type { WriteTransaction } from '../database.ts';
import type { OutboxMark, Refusal } from '../ledger.ts';
import { currentEntry, readChange } from './outbox.ts';

/** Removes the marks of rows that the server took, and sets refused rows aside. A row that changed since still waits. */
export async function acknowledge(
  tx: WriteTransaction,
  marks: readonly OutboxMark[],
  refused: readonly (Refusal & { mark: OutboxMark })[],
): Promise<void> {
  const outbox = tx.objectStore('outbox');
  const accepting = marks.map(async (mark) => {
    if (await currentEntry(tx, mark)) await outbox.delete([mark.table, mark.id]);
  });
  const refusing = refused.map(async ({ mark, ...refusal }) => {
    const { table, id } = mark;
    const [entry, change] = await Promise.all([currentEntry(tx, mark), readChange(tx, [table, id])]);
    if (!entry || !change) return;
    await Promise.all([
      outbox.delete([table, id]),
      tx.objectStore('set_aside').put({ table, id, change, ...refusal }),
    ]);
  });
  await Promise.all([...accepting, ...refusing]);
}
