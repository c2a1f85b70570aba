import type { FailedPress } from '../../messages/failed-press.ts';
import { nativeExtension } from '../native.ts';

const key = 'missed';

/** Kept in memory by the browser: a full disk is what it may be about. */
export async function readFailedPress(): Promise<FailedPress | null> {
  const stored = await nativeExtension().storage.session.get(key);
  return (stored[key] as FailedPress | undefined) ?? null;
}

export async function writeFailedPress(missed: FailedPress | null): Promise<void> {
  const { session } = nativeExtension().storage;
  await (missed === null ? session.remove(key) : session.set({ [key]: missed }));
}

/** Calls back with each further press that came to nothing; returns the end of watching. */
export function watchFailedPress(came: (missed: FailedPress) => void): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>): void => {
    const missed = changes[key]?.newValue as FailedPress | undefined;
    if (missed) came(missed);
  };
  nativeExtension().storage.session.onChanged.addListener(listener);
  return () => nativeExtension().storage.session.onChanged.removeListener(listener);
}
