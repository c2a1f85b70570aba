import type { WriteTransaction } from './database.ts';
import type { OutboxMark, Refusal } from './ledger.ts';
import { mergeRecorded } from './merge.ts';
import { createMarker, currentEntry, readChange } from './outbox.ts';
import type { Session, Table } from './rows.ts';

/** Removes marks of rows that reached the server, and sets the refused ones aside; a row changed since waits on. */
export async function acknowledge(
  tx: WriteTransaction,
  marks: readonly OutboxMark[],
  refused: readonly (Refusal & { mark: OutboxMark })[],
): Promise<void> {
  const outbox = tx.objectStore('outbox');
  const accepting = marks.map(async (mark) => {
    if (await currentEntry(tx, mark)) await outbox.delete([mark.table, mark.id]);
  });
  const refusing = refused.map(async ({ mark, ...why }) => {
    const { table, id } = mark;
    const [entry, change] = await Promise.all([currentEntry(tx, mark), readChange(tx, [table, id])]);
    if (!entry || !change) return;
    await Promise.all([
      outbox.delete([table, id]),
      tx.objectStore('set_aside').put({ table, id, change, ...why }),
    ]);
  });
  await Promise.all([...accepting, ...refusing]);
}

export async function retry(tx: WriteTransaction, [table, id]: [Table, string]): Promise<void> {
  const kept = await tx.objectStore('set_aside').get([table, id]);
  if (!kept) return;
  const marker = await createMarker(tx);
  const there = await readChange(tx, [table, id]);
  const change = there ? mergeRecorded(there, kept.change) : kept.change;
  await Promise.all([
    tx.objectStore(change.table).put(change.row),
    marker.mark([table, id], { skew: null, waiting: undefined }),
  ]);
  await marker.save();
}

/** The note that keeps the history rows that a person gave up: the replay would write each of them anew. */
export const discardedSessionsKey = 'discarded-sessions';

export async function discard(tx: WriteTransaction, [table, id]: [Table, string]): Promise<void> {
  const [state, notes] = [tx.objectStore('state'), tx.objectStore('notes')];
  const [stored, kept, before] = await Promise.all([
    state.get('cursor'),
    tx.objectStore('set_aside').get([table, id]),
    notes.get(discardedSessionsKey) as Promise<Session[] | undefined>,
  ]);
  const session = kept?.change.table === 'pomodoro_sessions' ? kept.change.row : null;
  const others = before?.filter((one) => one.id !== id) ?? [];
  await Promise.all([
    session && notes.put([...others, session], discardedSessionsKey),
    tx.objectStore('set_aside').delete([table, id]),
    tx.objectStore('outbox').delete([table, id]),
    tx.objectStore(table).delete(id),
    // The row as it was before the refused edit is nowhere but on the server.
    typeof stored === 'object' ? state.put({ ...stored, cursor: 0 }, 'cursor') : undefined,
  ]);
}
