import { eraseDatabase, openDatabase, type Database } from '../../../lib/store/database.ts';
import { ledgerName } from '../../../lib/store/ledger-name.ts';
import type { Change } from '../../../lib/store/rows.ts';
import { readChange } from '../../../lib/store/outbox.ts';
import { createMemoryDisk } from './memory-disk.ts';
import type { World } from '../run/world.ts';

/** A run of the worker, as its disk knows it. */
export interface Holder {
  isDead(): boolean;
  isFull(): boolean;
  /** It has this database open now. */
  opened(database: IDBDatabase): void;
}

/** The disk of one machine: the quick one, or IndexedDB as browsers have it, or nearly. */
export function createDisk(world: World, { id, isOnMemory }: { id: string; isOnMemory: boolean }) {
  const memory = createMemoryDisk(world.turn);
  const nameOf = (name: string) => `${name} of ${id}`;

  return {
    /** Everything that it holds of a person, as text; nothing where it is IndexedDB. */
    contents: (person: string): string => (isOnMemory ? memory.contents(ledgerName(person)) : ''),

    of(holder: Holder) {
      const open = (name: string): Promise<Database> =>
        isOnMemory
          ? memory.open(name, holder)
          : world.opening(holder.opened, () => openDatabase(nameOf(name)));
      return {
        open,
        erase: (name: string): Promise<void> =>
          isOnMemory ? memory.erase(name, holder) : eraseDatabase(nameOf(name)),
        /** What waits there to be sent. */
        async waiting(name: string): Promise<Change[]> {
          const database = await open(name);
          const stores = ['outbox', 'users', 'tasks', 'devices', 'pomodoro_checkpoints', 'pomodoro_sessions'];
          const changes = await database.read(stores as Parameters<Database['read']>[0], async (tx) => {
            const entries = await tx.objectStore('outbox').getAll();
            return Promise.all(entries.map(({ table, id }) => readChange(tx, [table, id])));
          });
          database.close();
          return changes.filter((change) => change !== undefined);
        },
      };
    },
  };
}
