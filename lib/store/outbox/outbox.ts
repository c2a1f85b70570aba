import type { OutboxEntry, OutboxKey, ReadTransaction, WriteTransaction } from '../database.ts';
import type { OutboxMark } from '../ledger.ts';
import type { Change, Table } from '../rows.ts';

/** Rows that others refer to are sent first: a checkpoint may name a task, a session is computed from checkpoints. */
const ranks: Record<Table, number> = {
  users: 0,
  devices: 0,
  tasks: 0,
  pomodoro_checkpoints: 1,
  pomodoro_sessions: 2,
};

/** Puts rows into the outbox, within one transaction. */
export interface Marker {
  /**
   * Marks a row with a version that no other row, and no other state of this row, ever has. Where the row waits
   * already, the caller passes its entry as `waiting`: then the row keeps its turn and the skews of its edits.
   */
  mark(
    key: OutboxKey,
    how: { skew: number | null; waiting: Partial<Pick<OutboxEntry, 'turn' | 'skews'>> | undefined },
  ): Promise<OutboxEntry>;
  /** Has to be called once, when all rows are marked. */
  save(): Promise<unknown>;
}

export async function createMarker(tx: WriteTransaction): Promise<Marker> {
  const state = tx.objectStore('state');
  const [stored, refused] = await Promise.all([state.get('tick'), tx.objectStore('set_aside').count()]);
  let tick = typeof stored === 'number' ? stored : 0;
  return {
    async mark([table, id], { skew, waiting }) {
      tick += 1;
      const entry: OutboxEntry = {
        table,
        id,
        version: tick,
        turn: waiting?.turn ?? [ranks[table], tick],
        ...(skew === null ? {} : { skew }),
        ...(waiting?.skews ? { skews: waiting.skews } : {}),
      };
      await Promise.all([
        tx.objectStore('outbox').put(entry),
        // The server may have refused an earlier state of the row. This one is a new attempt.
        refused > 0 ? tx.objectStore('set_aside').delete([table, id]) : undefined,
      ]);
      return entry;
    },
    save: () => state.put(tick, 'tick'),
  };
}

export function keyOf({ table, row }: Change): OutboxKey {
  return [table, row.id];
}

/** A key as text, because a Map tells arrays apart by identity. */
export function textKey({ table, id }: { table: Table; id: string }): string {
  return `${table} ${id}`;
}

/** The range of all keys of one table. */
export function keysOfTable(table: Table): IDBKeyRange {
  return IDBKeyRange.bound([table], [table, []]);
}

export function toMark({ table, id, version, skew, skews }: OutboxEntry): OutboxMark {
  return { table, id, version, ...(skew === undefined && !skews ? {} : { is_skewed: true }) };
}

/** The entry of a mark, unless the row has changed since the mark was read. */
export async function currentEntry(tx: WriteTransaction, mark: OutboxMark): Promise<OutboxEntry | undefined> {
  const entry = await tx.objectStore('outbox').get([mark.table, mark.id]);
  return entry?.version === mark.version ? entry : undefined;
}

/** The row that an outbox key names. */
export async function readChange(
  tx: ReadTransaction | WriteTransaction,
  [table, id]: OutboxKey,
): Promise<Change | undefined> {
  const row = await (tx as ReadTransaction).objectStore(table).get(id);
  return row && ({ table, row } as Change);
}
