import type { OutboxEntry, ReadTransaction, WriteTransaction } from './database.ts';
import type { OutboxMark } from './ledger.ts';
import type { Change, Table } from './rows.ts';

/** What others build on goes first: a checkpoint may name a task, a session is told by checkpoints. */
const ranks: Record<Table, number> = {
  users: 0,
  devices: 0,
  tasks: 0,
  pomodoro_checkpoints: 1,
  pomodoro_sessions: 2,
};

export function keyOf({ table, row }: Change): [Table, string] {
  return [table, row.id];
}

export function toMark({ table, id, version, skew, skews }: OutboxEntry): OutboxMark {
  return { table, id, version, ...(skew === undefined && !skews ? {} : { is_skewed: true }) };
}

/** The keys of one table in the outbox. */
export function keysOfTable(table: Table): IDBKeyRange {
  return IDBKeyRange.bound([table], [table, []]);
}

/** Marks rows within one transaction, each in a version that no other row, and no other state of it, ever has. */
export interface Marker {
  /** One that waits already, which the caller has to know, keeps its turn and the skews of its edits. */
  mark(
    pair: [Table, string],
    how: { skew: number | null; waiting: Partial<Pick<OutboxEntry, 'turn' | 'skews'>> | undefined },
  ): Promise<OutboxEntry>;
  /** To be called once all are marked. */
  save(): Promise<unknown>;
}

export async function createMarker(tx: WriteTransaction): Promise<Marker> {
  const state = tx.objectStore('state');
  const [stored, refused] = await Promise.all([state.get('tick'), tx.objectStore('set_aside').count()]);
  let tick = typeof stored === 'number' ? stored : 0;
  return {
    async mark([table, id], { skew, waiting }) {
      tick += 1;
      const turn: OutboxEntry['turn'] = waiting?.turn ?? [ranks[table], tick];
      const skews = waiting?.skews;
      const entry = {
        table,
        id,
        version: tick,
        turn,
        ...(skew === null ? {} : { skew }),
        ...(skews ? { skews } : {}),
      };
      await Promise.all([
        tx.objectStore('outbox').put(entry),
        // Whatever was wrong with it before: it is a new attempt now.
        refused > 0 ? tx.objectStore('set_aside').delete([table, id]) : undefined,
      ]);
      return entry;
    },
    save: () => state.put(tick, 'tick'),
  };
}

/** The entry of a mark, unless the row has changed since the mark was read. */
export async function currentEntry(tx: WriteTransaction, mark: OutboxMark): Promise<OutboxEntry | undefined> {
  const entry = await tx.objectStore('outbox').get([mark.table, mark.id]);
  return entry?.version === mark.version ? entry : undefined;
}

export async function readChange(
  tx: ReadTransaction | WriteTransaction,
  [table, id]: [Table, string],
): Promise<Change | undefined> {
  const row = await (tx as ReadTransaction).objectStore(table).get(id);
  return row && ({ table, row } as Change);
}
