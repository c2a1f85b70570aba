import type { Checkpoint } from '../timer/checkpoint.ts';
import type { Writing } from './database.ts';
import { eachRow } from './each-row.ts';
import type { Unsent } from './ledger.ts';
import { mergeRecorded } from './merge.ts';
import { createMarker, keysOf, pairOf } from './outbox.ts';
import type { Change, Table } from './rows.ts';
import { readStanding } from './standing.ts';

/** Writes rows made here, each with its mark. */
export async function record(tx: Writing, changes: readonly Change[], skew: number | null): Promise<void> {
  const marker = await createMarker(tx);
  const standing = await readStanding(tx, changes);
  await eachRow(changes, async (made) => {
    const [there, waiting] = await Promise.all([standing.row(made), standing.entry(made)]);
    const isAct = made.table === 'pomodoro_checkpoints';
    // The server has this one, and its copy is final: a second one with the same id is the same act.
    if (isAct && there && !waiting) return;
    const change = there ? mergeRecorded(there, made) : made;
    const [, entry] = await Promise.all([
      tx.objectStore(change.table).put(change.row),
      marker.mark(pairOf(made), { skew: isAct ? skew : null, waiting }),
    ]);
    standing.put(change, entry);
  });
  await marker.save();
}

export async function withdraw(tx: Writing, table: Table, ids: readonly string[]): Promise<void> {
  await Promise.all(
    ids.flatMap((id) => [tx.objectStore(table).delete(id), tx.objectStore('outbox').delete([table, id])]),
  );
}

/** Returns whether anything moved. */
export async function restamp(
  tx: Writing,
  move: (unsent: Unsent[]) => { moved: Checkpoint[]; withdrawn: string[] },
): Promise<boolean> {
  const table = 'pomodoro_checkpoints';
  const entries = await tx.objectStore('outbox').getAll(keysOf(table));
  const rows = await Promise.all(entries.map(({ id }) => tx.objectStore(table).get(id)));
  const unsent = entries.flatMap(({ skew = null }, index) => {
    const row = rows[index];
    return row ? [{ row, skew }] : [];
  });
  const { moved, withdrawn } = move(unsent);
  const marker = await createMarker(tx);
  await withdraw(tx, table, withdrawn);
  const gone = new Set(withdrawn);
  const byId = new Map(moved.map((row) => [row.id, row]));
  const settled = entries.filter(({ id, skew }) => !gone.has(id) && (skew !== undefined || byId.has(id)));
  await Promise.all(
    settled.flatMap((entry) => {
      const row = byId.get(entry.id);
      const marked = marker.mark([table, entry.id], { skew: null, waiting: entry });
      return row ? [tx.objectStore(table).put(row), marked] : [marked];
    }),
  );
  await marker.save();
  return moved.length + withdrawn.length > 0;
}
