import type { Checkpoint } from '../timer/checkpoint.ts';
import type { WriteTransaction } from './database.ts';
import type { UnsentCheckpoint } from './ledger.ts';
import { createMarker, keysOfTable, readChange, type Marker } from './outbox/outbox.ts';

type MoveEdit = (at: number, skew: number) => number;

/** Moves the instants of unsent checkpoints and edits, and forgets their skews. Returns whether anything moved. */
export async function restamp(
  tx: WriteTransaction,
  move: (unsent: UnsentCheckpoint[]) => Checkpoint[],
  moveEdit: MoveEdit,
): Promise<boolean> {
  const marker = await createMarker(tx);
  const moved = await restampCheckpoints(tx, marker, move);
  const edits = await restampEdits(tx, marker, moveEdit);
  await marker.save();
  return moved + edits > 0;
}

/** Returns how many checkpoints moved. */
async function restampCheckpoints(
  tx: WriteTransaction,
  marker: Marker,
  move: (unsent: UnsentCheckpoint[]) => Checkpoint[],
): Promise<number> {
  const table = 'pomodoro_checkpoints';
  const entries = await tx.objectStore('outbox').getAll(keysOfTable(table));
  const rows = await Promise.all(entries.map(({ id }) => tx.objectStore(table).get(id)));
  const unsent = entries.flatMap(({ skew = null }, index) => {
    const row = rows[index];
    return row ? [{ row, skew }] : [];
  });
  const moved = move(unsent);
  const byId = new Map(moved.map((row) => [row.id, row]));
  const affected = entries.filter(({ id, skew }) => skew !== undefined || byId.has(id));
  await Promise.all(
    affected.flatMap((entry) => {
      const row = byId.get(entry.id);
      const marked = marker.mark([table, entry.id], { skew: null, waiting: entry });
      return row ? [tx.objectStore(table).put(row), marked] : [marked];
    }),
  );
  return moved.length;
}

/** Returns how many rows had edits with a skew. A field that was edited again since keeps its newer time. */
async function restampEdits(tx: WriteTransaction, marker: Marker, moveEdit: MoveEdit): Promise<number> {
  const merging = ['tasks', 'users', 'pomodoro_sessions'] as const;
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
