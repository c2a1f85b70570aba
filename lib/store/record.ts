import type { Checkpoint } from '../timer/checkpoint.ts';
import type { OutboxEntry, WriteTransaction } from './database.ts';
import { forEachChange } from './for-each-change.ts';
import type { UnsentCheckpoint } from './ledger.ts';
import { mergeRecorded } from './merge.ts';
import { createMarker, keysOfTable, type Marker, keyOf, readChange } from './outbox.ts';
import type { Change, Table } from './rows.ts';
import { createRowLookup } from './row-lookup.ts';

/** Writes rows made here, each with its mark. */
export async function record(
  tx: WriteTransaction,
  changes: readonly Change[],
  skew: number | null,
): Promise<void> {
  const marker = await createMarker(tx);
  const standing = await createRowLookup(tx, changes);
  await forEachChange(changes, async (made) => {
    const [there, before] = await Promise.all([standing.row(made), standing.entry(made)]);
    const isAct = made.table === 'pomodoro_checkpoints';
    // The server has this one, and its copy is final: a second one with the same id is the same act.
    if (isAct && there && !before) return;
    const change = there ? mergeRecorded(there, made) : made;
    const waiting = skew === null ? before : withSkews(before, change, there, skew);
    const [, entry] = await Promise.all([
      tx.objectStore(change.table).put(change.row),
      marker.mark(keyOf(made), { skew: isAct ? skew : null, waiting }),
    ]);
    standing.put(change, entry);
  });
  await marker.save();
}

export async function withdraw(tx: WriteTransaction, table: Table, ids: readonly string[]): Promise<void> {
  await Promise.all(
    ids.flatMap((id) => [tx.objectStore(table).delete(id), tx.objectStore('outbox').delete([table, id])]),
  );
}

/** An outbox entry that knows which fields of the change were edited just now, with this skew. */
function withSkews(
  entry: OutboxEntry | undefined,
  change: Change,
  there: Change | undefined,
  skew: number,
): Pick<Partial<OutboxEntry>, 'turn' | 'skews'> | undefined {
  const before = there && 'edited' in there.row ? there.row.edited : {};
  const now = 'edited' in change.row ? Object.entries(change.row.edited) : [];
  const fresh = now
    .filter(([field, at]) => at !== before[field])
    .map(([field, at]) => [field, { at, skew }] as const);
  return fresh.length === 0 ? entry : { ...entry, skews: { ...entry?.skews, ...Object.fromEntries(fresh) } };
}

/** Returns whether anything moved. */
export async function restamp(
  tx: WriteTransaction,
  move: (unsent: UnsentCheckpoint[]) => Checkpoint[],
  moveEdit: (at: number, skew: number) => number,
): Promise<boolean> {
  const table = 'pomodoro_checkpoints';
  const entries = await tx.objectStore('outbox').getAll(keysOfTable(table));
  const rows = await Promise.all(entries.map(({ id }) => tx.objectStore(table).get(id)));
  const unsent = entries.flatMap(({ skew = null }, index) => {
    const row = rows[index];
    return row ? [{ row, skew }] : [];
  });
  const moved = move(unsent);
  const marker = await createMarker(tx);
  const byId = new Map(moved.map((row) => [row.id, row]));
  const settled = entries.filter(({ id, skew }) => skew !== undefined || byId.has(id));
  await Promise.all(
    settled.flatMap((entry) => {
      const row = byId.get(entry.id);
      const marked = marker.mark([table, entry.id], { skew: null, waiting: entry });
      return row ? [tx.objectStore(table).put(row), marked] : [marked];
    }),
  );
  const edits = await restampEdits(tx, marker, moveEdit);
  await marker.save();
  return moved.length + edits > 0;
}

/** Moves the times of unsent edits, unless another edit has taken their place meanwhile. Returns how many rows. */
async function restampEdits(
  tx: WriteTransaction,
  marker: Marker,
  moveEdit: (at: number, skew: number) => number,
): Promise<number> {
  const merging = ['tasks', 'users'] as const;
  const entries = await Promise.all(
    merging.map((table) => tx.objectStore('outbox').getAll(keysOfTable(table))),
  );
  const skewed = entries.flat().filter(({ skews }) => skews !== undefined);
  await Promise.all(
    skewed.map(async ({ table, id, turn, skews = {} }) => {
      const change = await readChange(tx, [table, id]);
      if (!change || !('edited' in change.row)) return;
      const edited = { ...change.row.edited };
      for (const [field, { at, skew }] of Object.entries(skews)) {
        if (edited[field] === at) edited[field] = moveEdit(at, skew);
      }
      await Promise.all([
        tx.objectStore(change.table).put({ ...change.row, edited }),
        marker.mark([table, id], { skew: null, waiting: { turn } }),
      ]);
    }),
  );
  return skewed.length;
}
