import { parentPort } from 'node:worker_threads';
import { runSeeds } from './run-seeds.ts';

/** The thread's side of `runInThreads`: lives through the seeds that it is given, one order after another. */
export interface Order {
  from: number;
  count: number;
  /** To stop at the first seed that fails. */
  first: boolean;
}

parentPort?.on('message', ({ from, count, first }: Order) => {
  void runSeeds(from, count, ({ failures }) => !first || failures.length === 0).then((tally) => {
    parentPort?.postMessage(tally);
  });
});
