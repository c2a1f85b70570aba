import { parentPort } from 'node:worker_threads';
import { runSeeds } from './run-seeds.ts';

/** Seeds for a thread to run. */
export interface SeedJob {
  from: number;
  count: number;
  stopAtFailure: boolean;
}

// The thread's side of `runInThreads`.
parentPort?.on('message', ({ from, count, stopAtFailure }: SeedJob) => {
  void runSeeds(from, count, ({ failures }) => !stopAtFailure || failures.length === 0).then((tally) => {
    parentPort?.postMessage(tally);
  });
});
