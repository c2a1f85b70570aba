import type { Worker } from './worker.ts';

/** A run of the worker; once dead nothing that it still does reaches anybody. */
export interface WorkerRun {
  isDead: boolean;
  databases: IDBDatabase[];
  /** Null until it has come up. */
  worker: Worker | null;
  /** Ends the hint channels that it has open. */
  hangUps: Set<() => void>;
  died: Promise<null>;
  die(): void;
}

/** A run that has not come up yet. */
export function newWorkerRun(): WorkerRun {
  const death = Promise.withResolvers<null>();
  return {
    isDead: false,
    databases: [],
    worker: null,
    hangUps: new Set(),
    died: death.promise,
    die: () => death.resolve(null),
  };
}
