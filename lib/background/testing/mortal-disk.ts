import { eraseDatabase, openDatabase } from '../../store/database.ts';
import type { Host } from '../host.ts';

/** A disk under a background that dies before its next write after so many. */
export function mortalDisk(writes: number): { host: Pick<Host, 'disk'>; death: Promise<'died'> } {
  const { promise: death, resolve: die } = Promise.withResolvers<'died'>();
  let left = writes;
  return {
    death,
    host: {
      disk: {
        erase: eraseDatabase,
        async open(name) {
          const database = await openDatabase(name);
          return {
            ...database,
            async write(...given) {
              left -= 1;
              if (left >= 0) return database.write(...given);
              database.close();
              die('died');
              return Promise.withResolvers<never>().promise;
            },
          };
        },
      },
    },
  };
}
