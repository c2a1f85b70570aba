import type { Change } from './rows.ts';

/** Works on all rows at once; changes of one and the same row one after another, in their order. */
export async function forEachChange(
  changes: readonly Change[],
  work: (change: Change) => Promise<void>,
): Promise<void> {
  const last = new Map<string, Promise<void>>();
  for (const change of changes) {
    const key = `${change.table} ${change.row.id}`;
    const before = last.get(key);
    last.set(key, before ? before.then(() => work(change)) : work(change));
  }
  await Promise.all(last.values());
}
