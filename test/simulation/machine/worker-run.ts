import { crashDatabase } from './raw-database.ts';
import type { Worker } from './worker.ts';

/** A run of the worker, from its start to its death. Once it is dead, nothing that it still does reaches anybody. */
export interface WorkerRun {
  isDead(): boolean;
  /** Resolves at its death. */
  died: Promise<null>;
  /** Throws until `start` was called. */
  worker(): Worker;
  start(worker: Worker): void;
  /** Makes a function that does nothing after the death of this run. */
  untilDeath<Given extends unknown[]>(run: (...given: Given) => void): (...given: Given) => void;
  /** It has this database open, until its death. */
  opened(database: IDBDatabase): void;
  /** It has a hint channel open, until its death or until the result is called. `hangUp` closes the channel. */
  openedChannel(hangUp: () => void): () => void;
  die(): void;
}

export function createWorkerRun(): WorkerRun {
  const { promise: died, resolve } = Promise.withResolvers<null>();
  const databases: IDBDatabase[] = [];
  const channels = new Set<() => void>();
  let started: Worker | null = null;
  let isDead = false;

  return {
    isDead: () => isDead,
    died,
    worker() {
      if (!started) throw new Error('This worker has not started.');
      return started;
    },
    start(worker) {
      started = worker;
    },
    untilDeath:
      (run) =>
      (...given) => {
        if (!isDead) run(...given);
      },
    opened(database) {
      databases.push(database);
      if (isDead) crashDatabase(database);
    },
    openedChannel(hangUp) {
      channels.add(hangUp);
      return () => {
        channels.delete(hangUp);
        hangUp();
      };
    },
    die() {
      isDead = true;
      for (const database of databases) crashDatabase(database);
      for (const hangUp of channels) hangUp();
      resolve(null);
    },
  };
}
