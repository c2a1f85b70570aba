import { setTimeout as delay } from 'node:timers/promises';

/** How long `settled` waits, in milliseconds. */
const longest = 5000;

export type UnderWay = {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves once everything that has begun has ended. */
  settled(): Promise<void>;
};

/** Keeps count of what runs. If a pool is closed in the middle of a transaction, it never ends. */
export function createUnderWay(): UnderWay {
  const running = new Set<Promise<unknown>>();
  return {
    async run(work) {
      const promise = work();
      running.add(promise);
      try {
        return await promise;
      } finally {
        running.delete(promise);
      }
    },
    async settled() {
      await Promise.race([Promise.allSettled(running), delay(longest, undefined, { ref: false })]);
    },
  };
}
