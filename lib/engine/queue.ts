export type Queue = <T>(job: () => Promise<T>) => Promise<T>;

/** Runs jobs one after another, in the order of the calls, so that no job reads what another has half written. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const next = last.then(job, job);
    last = next.catch(() => undefined);
    return next;
  };
}
