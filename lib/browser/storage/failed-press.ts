import type { FailedPress } from '../../messages/failed-press.ts';
import { nativeExtension } from '../native.ts';

const key = 'missed';

/** The browser keeps it in memory, since a full disk may be what it is about. */
export async function readFailedPress(): Promise<FailedPress | null> {
  const stored = await nativeExtension().storage.session.get(key);
  return (stored[key] as FailedPress | undefined) ?? null;
}

export async function writeFailedPress(press: FailedPress | null): Promise<void> {
  const { session } = nativeExtension().storage;
  await (press === null ? session.remove(key) : session.set({ [key]: press }));
}

/** Calls `came` with each further press that failed. Returns what ends that. */
export function watchFailedPress(came: (press: FailedPress) => void): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>): void => {
    const press = changes[key]?.newValue as FailedPress | undefined;
    if (press) came(press);
  };
  nativeExtension().storage.session.onChanged.addListener(listener);
  return () => nativeExtension().storage.session.onChanged.removeListener(listener);
}
