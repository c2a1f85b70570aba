import type { Status } from '../../messages/status.ts';
import { nativeExtension } from '../native.ts';

const key = 'status';

/** What pages may show before the background has ever run. */
export const unknownStatus: Status = {
  account: null,
  joining: null,
  owner: null,
  device: '',
  link: 'signed-out',
  problem: null,
  server: null,
  clock_offset: 0,
  away: null,
  notes: [],
};

export async function readStatus(): Promise<Status> {
  const stored = await nativeExtension().storage.local.get(key);
  return { ...unknownStatus, ...(stored[key] as Partial<Status> | undefined) };
}

/** Only the background writes. */
export async function writeStatus(status: Status): Promise<void> {
  await nativeExtension().storage.local.set({ [key]: status });
}

/** Calls back with each new status; returns the end of watching. */
export function watchStatus(changed: (status: Status) => void): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    const change = area === 'local' ? changes[key] : undefined;
    if (change) changed({ ...unknownStatus, ...(change.newValue as Partial<Status> | undefined) });
  };
  nativeExtension().storage.onChanged.addListener(listener);
  return () => nativeExtension().storage.onChanged.removeListener(listener);
}
