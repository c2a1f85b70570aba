import type { StatusStore } from '../account/account-status.ts';
import type { Status } from './status.ts';

/** The background's own copy of the status. Pages see each change, and nothing is written that did not change. */
export type StatusKeeper = StatusStore<Status>;

/** Writes one status after the other: a later one must not be overtaken by an earlier one. */
export function createStatusKeeper(initial: Status, write: (status: Status) => Promise<void>): StatusKeeper {
  let status = initial;
  let written = Promise.resolve();
  return {
    get: () => status,
    async patch(change) {
      const next = { ...status, ...change };
      if (JSON.stringify(next) === JSON.stringify(status)) return;
      status = next;
      const before = written;
      written = (async () => {
        await before;
        await write(next);
      })();
      await written;
    },
  };
}
