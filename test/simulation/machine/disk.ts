import { eraseDatabase, openDatabase, type Database } from '../../../lib/store/database.ts';
import { ledgerName } from '../../../lib/store/ledger-name.ts';
import type { Change } from '../../../lib/store/rows.ts';
import { readChange } from '../../../lib/store/outbox/outbox.ts';
import { createMemoryDisk } from './memory-disk.ts';
import type { World } from '../run/world.ts';

/** A run of the worker, as the disk knows it. */
export interface DiskUser {
  isDead(): boolean;
  isFull(): boolean;
  /** It has this database open now. */
  opened(database: IDBDatabase): void;
}

/** The disk as one run of the worker has it. */
export interface RunDisk {
  open(name: string): Promise<Database>;
  erase(name: string): Promise<void>;
  /** The changes in a database that wait to be sent. */
  waiting(name: string): Promise<Change[]>;
}

/** The disk of one machine: the quick one, or IndexedDB much as browsers have it. */
export interface MachineDisk {
  /** Everything that it holds of a person, as text; nothing where it is IndexedDB. */
  contents(person: string): string;
  of(user: DiskUser): RunDisk;
}

export function createDisk(
  world: World,
  { id, isOnMemory }: { id: string; isOnMemory: boolean },
): MachineDisk {
  const memory = createMemoryDisk(world.turn);
  const nameOf = (name: string) => `${name} of ${id}`;

  return {
    contents: (person) => (isOnMemory ? memory.contents(ledgerName(person)) : ''),

    of(user) {
      const open = (name: string): Promise<Database> =>
        isOnMemory ? memory.open(name, user) : world.opening(user.opened, () => openDatabase(nameOf(name)));
      return {
        open,
        erase: (name) => (isOnMemory ? memory.erase(name, user) : eraseDatabase(nameOf(name))),
        async waiting(name) {
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
