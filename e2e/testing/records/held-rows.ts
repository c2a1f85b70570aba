import type { Session } from '../../../lib/store/rows.ts';
import type { Checkpoint } from '../../../lib/timer/checkpoint.ts';
import type { Profile } from '../browsers/profile.ts';

/** What one place holds of an account, in the order of the ids. */
export interface HeldRows {
  checkpoints: Checkpoint[];
  sessions: Session[];
}

/** What a browser profile has on disk of the account that it shows, and how many changes wait or were refused. */
export async function heldRows(profile: Profile): Promise<HeldRows & { waiting: number; aside: number }> {
  const status = await profile.status();
  const page = await profile.quietPage();
  return page.evaluate(
    async (name) => {
      const resultOf = <V>(request: IDBRequest<V>): Promise<V> =>
        new Promise((resolve, reject) => {
          request.addEventListener('success', () => resolve(request.result));
          request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')));
        });
      const known = await indexedDB.databases();
      // Opening it would make it.
      if (!known.some((database) => database.name === name)) throw new Error(`There is no ${name}.`);
      const db = await resultOf(indexedDB.open(name));
      try {
        const tables = ['pomodoro_checkpoints', 'pomodoro_sessions', 'outbox', 'set_aside'];
        const tx = db.transaction(tables);
        const [checkpoints, sessions, waiting, aside] = await Promise.all(
          tables.map((table) => resultOf<unknown[]>(tx.objectStore(table).getAll())),
        );
        return { checkpoints, sessions, waiting: waiting?.length, aside: aside?.length } as never;
      } finally {
        db.close();
      }
    },
    `baton-${status?.owner ?? 'local'}`,
  );
}
