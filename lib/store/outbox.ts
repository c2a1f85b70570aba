import type { Entry, Reading, Store, Writing } from './database.ts';
import type { Mark } from './ledger.ts';
import type { Change, Table } from './rows.ts';

/** What others build on goes first: a checkpoint may name a task, a session is told by checkpoints. */
const ranks: Record<Table, number> = {
  users: 0,
  devices: 0,
  tasks: 0,
  pomodoro_checkpoints: 1,
  pomodoro_sessions: 2,
};

/** Stores that a transaction needs in which rows are marked. */
export const marking: Store[] = ['outbox', 'set_aside', 'state'];

export function pairOf({ table, row }: Change): [Table, string] {
  return [table, row.id];
}

export function markOf({ table, id, version, skew }: Entry): Mark {
  return { table, id, version, ...(skew === undefined ? {} : { skew }) };
}

/** The keys of one table in the outbox. */
export function keysOf(table: Table): IDBKeyRange {
  return IDBKeyRange.bound([table], [table, []]);
}

/** Hands out versions within a transaction: no two rows, and no two states of a row, ever share one. */
export async function readTick(tx: Writing): Promise<{ next(): number; save(): Promise<unknown> }> {
  const stored = await tx.objectStore('state').get('tick');
  let tick = typeof stored === 'number' ? stored : 0;
  return {
    next: () => (tick += 1),
    save: () => tx.objectStore('state').put(tick, 'tick'),
  };
}

/** Marks a row as waiting, in a new version; one that waits already keeps its turn. */
export async function mark(
  tx: Writing,
  [table, id]: [Table, string],
  version: number,
  { skew, waiting }: { skew: number | null; waiting: Entry | undefined },
): Promise<void> {
  const turn: Entry['turn'] = waiting?.turn ?? [ranks[table], version];
  await Promise.all([
    tx.objectStore('outbox').put({ table, id, version, turn, ...(skew === null ? {} : { skew }) }),
    // Whatever was wrong with it before: it is a new attempt now.
    tx.objectStore('set_aside').delete([table, id]),
  ]);
}

/** The entry of a mark, unless the row has changed since the mark was read. */
export async function entryOf(tx: Writing, mark: Mark): Promise<Entry | undefined> {
  const entry = await tx.objectStore('outbox').get([mark.table, mark.id]);
  return entry?.version === mark.version ? entry : undefined;
}

export async function readChange(
  tx: Reading | Writing,
  [table, id]: [Table, string],
): Promise<Change | undefined> {
  const row = await (tx as Reading).objectStore(table).get(id);
  return row && ({ table, row } as Change);
}
