import type { WriteTransaction } from '../database.ts';
import type { Table } from '../rows.ts';

export async function withdraw(tx: WriteTransaction, table: Table, ids: readonly string[]): Promise<void> {
  await Promise.all(
    ids.flatMap((id) => [tx.objectStore(table).delete(id), tx.objectStore('outbox').delete([table, id])]),
  );
}
