import type { Checkpoint } from '../timer/checkpoint.ts';
import type { Writing } from './database.ts';
import { eachRow } from './each-row.ts';
import type { Unsent } from './ledger.ts';
import { mergeRecorded } from './merge.ts';
import { keysOf, mark, pairOf, readChange, readTick } from './outbox.ts';
import type { Change, Table } from './rows.ts';

/** Writes rows made here, each with its mark. */
export async function record(tx: Writing, changes: readonly Change[], skew: number | null): Promise<void> {
  const tick = await readTick(tx);
  await eachRow(changes, async (made) => {
    const pair = pairOf(made);
    const [there, waiting] = await Promise.all([readChange(tx, pair), tx.objectStore('outbox').get(pair)]);
    // The server has this one, and its copy is final: a second one with the same id is the same act.
    if (made.table === 'pomodoro_checkpoints' && there && !waiting) return;
    const { table, row } = there ? mergeRecorded(there, made) : made;
    await Promise.all([
      tx.objectStore(table).put(row),
      mark(tx, pair, tick.next(), { skew: made.table === 'pomodoro_checkpoints' ? skew : null, waiting }),
    ]);
  });
  await tick.save();
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
  const tick = await readTick(tx);
  await withdraw(tx, table, withdrawn);
  const gone = new Set(withdrawn);
  const byId = new Map(moved.map((row) => [row.id, row]));
  const settled = entries.filter(({ id, skew }) => !gone.has(id) && (skew !== undefined || byId.has(id)));
  await Promise.all(
    settled.flatMap((entry) => {
      const row = byId.get(entry.id);
      const marked = mark(tx, [table, entry.id], tick.next(), { skew: null, waiting: entry });
      return row ? [tx.objectStore(table).put(row), marked] : [marked];
    }),
  );
  await tick.save();
  return moved.length + withdrawn.length > 0;
}
