import type { StatusStore } from '../account/account-status.ts';
import type { Status } from './status.ts';

/** The background's own copy of the status. Pages see each change. A status that did not change is not written. */
export type StatusKeeper = StatusStore<Status>;

/** Writes one status after another, so that an earlier one never overwrites a later one. */
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
