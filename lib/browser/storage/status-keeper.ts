import type { Status } from '../../messages/status.ts';
import { readStatus, writeStatus } from './status.ts';

/** The background's own copy of the status: pages see each change, and nothing is written that did not change. */
export interface StatusKeeper {
  get(): Status;
  patch(change: Partial<Status>): Promise<void>;
}

export async function openStatus(makeId: () => string): Promise<StatusKeeper> {
  const keeper = keepStatus(await readStatus(), writeStatus);
  if (keeper.get().device === '') await keeper.patch({ device: makeId() });
  return keeper;
}

/** Keeps a status by `write`, one after the other: a later one must not be overtaken by an earlier one. */
export function keepStatus(initial: Status, write: (status: Status) => Promise<void>): StatusKeeper {
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
