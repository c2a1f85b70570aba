import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { emptyTally, sumOf, type Tally } from './run-seeds.ts';
import type { SeedJob } from './seed-worker.ts';

/** So many seeds go to a thread at a time. */
const portion = 20;

export interface Thread {
  run(job: SeedJob): Promise<Tally>;
  end(): Promise<unknown>;
}

/** Starts a thread that runs seeds. `without` names a mutation's rule, which is taken away in that thread. */
export function startThread(without?: string): Thread {
  const withMutation = {
    execArgv: ['--import', new URL('../mutations/apply-mutation.ts', import.meta.url).href],
    env: { ...process.env, BATON_MUTATION: without },
  };
  const file = new URL('./seed-worker.ts', import.meta.url);
  const worker = new Worker(file, without === undefined ? {} : withMutation);
  let done: Pick<PromiseWithResolvers<Tally>, 'resolve' | 'reject'> | null = null;
  worker.on('message', (tally: Tally) => done?.resolve(tally));
  worker.on('error', (error) => done?.reject(error));
  return {
    run(job) {
      const { promise, resolve, reject } = Promise.withResolvers<Tally>();
      done = { resolve, reject };
      worker.postMessage(job);
      return promise;
    },
    end: () => worker.terminate(),
  };
}

/** Runs `count` seeds beginning with `from` on all processors. `onProgress` hears what has come of it so far. */
export async function runInThreads(
  from: number,
  count: number,
  onProgress: (tally: Tally) => void = () => undefined,
): Promise<Tally> {
  let next = from;
  let tally = emptyTally();
  await inParallel(availableParallelism(), async () => {
    const thread = startThread();
    try {
      while (next < from + count) {
        const job = { from: next, count: Math.min(portion, from + count - next), stopAtFailure: false };
        next += job.count;
        const part = await thread.run(job);
        tally = sumOf(tally, part);
        onProgress(tally);
      }
    } finally {
      await thread.end();
    }
  });
  tally.failures.sort((a, b) => a.seed - b.seed);
  return tally;
}

export async function inParallel(threads: number, work: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: threads }, work));
}
