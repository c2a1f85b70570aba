import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { emptyTally, sumOf, type Tally } from './run-seeds.ts';
import type { Order } from './seed-worker.ts';

/** So many seeds go to a thread at a time: it can ask for more before the others are done. */
const portion = 20;

export interface Thread {
  run(order: Order): Promise<Tally>;
  end(): Promise<unknown>;
}

/** A thread that lives through seeds; `without` names a rule of the protocol that it does without. */
export function startThread(without?: string): Thread {
  const mutated = {
    execArgv: ['--import', new URL('../mutations/apply-mutation.ts', import.meta.url).href],
    env: { ...process.env, BATON_MUTATION: without },
  };
  const file = new URL('./seed-worker.ts', import.meta.url);
  const worker = new Worker(file, without === undefined ? {} : mutated);
  let done: Pick<PromiseWithResolvers<Tally>, 'resolve' | 'reject'> | null = null;
  worker.on('message', (tally: Tally) => done?.resolve(tally));
  worker.on('error', (error) => done?.reject(error));
  return {
    run(order) {
      const { promise, resolve, reject } = Promise.withResolvers<Tally>();
      done = { resolve, reject };
      worker.postMessage(order);
      return promise;
    },
    end: () => worker.terminate(),
  };
}

/** Lives through `count` seeds beginning with `from` on all processors; `told` hears how it stands now and then. */
export async function runInThreads(
  from: number,
  count: number,
  told: (tally: Tally) => void = () => undefined,
): Promise<Tally> {
  let next = from;
  let tally = emptyTally();
  await inParallel(availableParallelism(), async () => {
    const thread = startThread();
    try {
      while (next < from + count) {
        const order = { from: next, count: Math.min(portion, from + count - next), first: false };
        next += order.count;
        const part = await thread.run(order);
        tally = sumOf(tally, part);
        told(tally);
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
