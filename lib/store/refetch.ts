import { tables, type WriteTransaction } from './database.ts';
import type { ServedRow } from './ledger.ts';
import { textKey } from './outbox/outbox.ts';
import type { Table } from './rows.ts';

/** Keys of the notes with the rows that the pull has brought, one for each page. */
const pages = 'refetched ';

/** Begins to pull everything anew. Until all of it is here every row stays. */
export async function beginRefetch(tx: WriteTransaction): Promise<void> {
  const state = tx.objectStore('state');
  const stored = await state.get('cursor');
  const epoch = typeof stored === 'object' ? stored.epoch : null;
  await forgetPages(tx);
  await state.put({ cursor: 0, epoch, is_afresh: true, is_refetch: true }, 'cursor');
}

export async function noteServed(
  tx: WriteTransaction,
  from: number | undefined,
  served: readonly ServedRow[],
): Promise<void> {
  const keys = served.map(({ table, id }) => `${table} ${id}`);
  await tx.objectStore('notes').put(keys, `${pages}${from ?? 0}`);
}

/**
 * Everything is here. Removes every row that neither waits nor came: those were deleted elsewhere. Every server has the
 * row of the person. Without that the pull was none, and nothing goes.
 */
export async function endRefetch(tx: WriteTransaction): Promise<void> {
  const state = tx.objectStore('state');
  const stored = await state.get('cursor');
  if (typeof stored !== 'object' || !stored.is_refetch) return;
  const notes = tx.objectStore('notes');
  const names = (await notes.getAllKeys()).filter((key) => key.startsWith(pages));
  const served = (await Promise.all(names.map((key) => notes.get(key)))) as string[][];
  const kept = new Set([...served.flat(), ...(await tx.objectStore('outbox').getAll()).map(textKey)]);
  if (served.flat().some((key) => key.startsWith('users '))) {
    await Promise.all(tables.map((table) => removeOthers(tx, table, kept)));
  }
  await forgetPages(tx);
  await state.put({ cursor: stored.cursor, epoch: stored.epoch }, 'cursor');
}

async function removeOthers(tx: WriteTransaction, table: Table, kept: ReadonlySet<string>): Promise<void> {
  const store = tx.objectStore(table);
  const ids = await store.getAllKeys();
  await Promise.all(ids.filter((id) => !kept.has(textKey({ table, id }))).map((id) => store.delete(id)));
}

async function forgetPages(tx: WriteTransaction): Promise<void> {
  const notes = tx.objectStore('notes');
  const names = (await notes.getAllKeys()).filter((key) => key.startsWith(pages));
  await Promise.all(names.map((key) => notes.delete(key)));
}
