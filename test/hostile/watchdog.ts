import { Worker } from 'node:worker_threads';

/** How long (milliseconds) one run may take. */
const longest = 10_000;

export interface Watchdog {
  /** Another run begins; `name` tells which, if it never ends. */
  begins(name: string): void;
  stop(): Promise<unknown>;
}

/**
 * Ends this process when a run does not end. A loop without an end lets no timer of its own thread run, so that another
 * thread watches.
 */
export function startWatchdog(): Watchdog {
  const watcher = new Worker(
    `const { parentPort } = require('node:worker_threads');
     let timer;
     parentPort.on('message', (name) => {
       clearTimeout(timer);
       timer = setTimeout(() => {
         require('node:fs').writeSync(2, name + ' has hung for ${longest / 1000} s.\\n');
         process.kill(process.pid, 'SIGKILL');
       }, ${longest});
     });`,
    { eval: true },
  );
  return {
    begins: (name) => watcher.postMessage(name),
    stop: () => watcher.terminate(),
  };
}
