import type { Worker } from './worker.ts';

/** A run of the worker; once dead nothing that it still does reaches anybody. */
export interface Being {
  isDead: boolean;
  databases: IDBDatabase[];
  worker: Promise<Worker>;
  died: Promise<null>;
  die(): void;
}

/** A run that has not come up yet. */
export function conceive(): Being {
  const death = Promise.withResolvers<null>();
  return {
    isDead: false,
    databases: [],
    worker: new Promise(() => {}),
    died: death.promise,
    die: () => death.resolve(null),
  };
}
