import { createStatusKeeper, type StatusKeeper } from '../../messages/status-keeper.ts';
import { type Status, unknownStatus } from '../../messages/status.ts';
import { nativeExtension } from '../native.ts';

const key = 'status';

export async function readStatus(): Promise<Status> {
  const stored = await nativeExtension().storage.local.get(key);
  return { ...unknownStatus, ...(stored[key] as Partial<Status> | undefined) };
}

/** Only the background writes. */
export async function writeStatus(status: Status): Promise<void> {
  await nativeExtension().storage.local.set({ [key]: status });
}

/** Calls `changed` with each new status. Returns what ends that. */
export function watchStatus(changed: (status: Status) => void): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    const change = area === 'local' ? changes[key] : undefined;
    if (change) changed({ ...unknownStatus, ...(change.newValue as Partial<Status> | undefined) });
  };
  nativeExtension().storage.onChanged.addListener(listener);
  return () => nativeExtension().storage.onChanged.removeListener(listener);
}

/** The background's own copy. A browser profile that has no id yet gets one. */
export async function openStatus(makeId: () => string): Promise<StatusKeeper> {
  const keeper = createStatusKeeper(await readStatus(), writeStatus);
  if (keeper.get().device === '') await keeper.patch({ device: makeId() });
  return keeper;
}
