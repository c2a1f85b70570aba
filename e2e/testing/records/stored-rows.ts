import type { Page } from 'puppeteer-core';
import type { Rows, Table } from '../../../lib/store/rows.ts';

/** What a page of the extension finds in the database `name`, as it lies on disk. */
export async function storedRows<T extends Table>(page: Page, name: string, table: T): Promise<Rows[T][]> {
  return page.evaluate(
    async (database, store) => {
      const resultOf = <V>(request: IDBRequest<V>): Promise<V> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
        });
      const db = await resultOf(indexedDB.open(database));
      const rows: unknown = await resultOf(db.transaction(store).objectStore(store).getAll());
      db.close();
      return rows as never;
    },
    name,
    table,
  );
}
