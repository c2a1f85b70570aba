import type { Status } from '../status.ts';
import { readStatus, writeStatus } from './status.ts';

/** The background's own copy of the status: pages see each change, and nothing is written that did not change. */
export interface StatusKeeper {
  get(): Status;
  patch(change: Partial<Status>): Promise<void>;
}

export async function openStatus(makeId: () => string): Promise<StatusKeeper> {
  let status = await readStatus();
  // One after the other: a later status must not be overtaken by an earlier one.
  let written = Promise.resolve();

  async function patch(change: Partial<Status>): Promise<void> {
    const next = { ...status, ...change };
    if (JSON.stringify(next) === JSON.stringify(status)) return;
    status = next;
    const before = written;
    written = (async () => {
      await before;
      await writeStatus(next);
    })();
    await written;
  }

  if (status.device === '') await patch({ device: makeId() });
  return { get: () => status, patch };
}
