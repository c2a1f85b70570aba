import type { StatusStore } from '../account/account-status.ts';
import type { Status } from './status.ts';

/** The background's own copy of the status. Pages see each change. A status that did not change is not written. */
export type StatusKeeper = StatusStore<Status>;

/**
 * Writes one status after another, so that an earlier one never overwrites a later one. A write that fails fails alone:
 * the next patch writes all that is not on disk yet.
 */
export function createStatusKeeper(initial: Status, write: (status: Status) => Promise<void>): StatusKeeper {
  let status = initial;
  /** What is on disk once the writes are done that are under way. Null where that is not known. */
  let text: string | null = JSON.stringify(initial);
  let before: Promise<unknown> = Promise.resolve();

  async function writeAfter(last: Promise<unknown>, next: Status): Promise<void> {
    await last;
    try {
      await write(next);
    } catch (error) {
      text = null;
      throw error;
    }
  }

  return {
    get: () => status,
    async patch(change) {
      status = { ...status, ...change };
      const next = JSON.stringify(status);
      if (next === text) return;
      text = next;
      const writing = writeAfter(before, status);
      before = writing.catch(() => undefined);
      await writing;
    },
  };
}
