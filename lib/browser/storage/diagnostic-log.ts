import { emptyJournal, type Journal } from '../../messages/diagnostic-log.ts';
import { nativeExtension } from '../native.ts';

const key = 'journal';

/** Kept in memory by the browser: it outlives the worker, and goes when the browser goes. */
export async function readJournal(): Promise<Journal> {
  const stored = await nativeExtension().storage.session.get(key);
  return { ...emptyJournal, ...(stored[key] as Partial<Journal> | undefined) };
}

export async function writeJournal(journal: Journal): Promise<void> {
  await nativeExtension().storage.session.set({ [key]: journal });
}

/** Calls back with each new journal; returns the end of watching. */
export function watchJournal(changed: (journal: Journal) => void): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>): void => {
    const journal = changes[key]?.newValue as Partial<Journal> | undefined;
    if (journal) changed({ ...emptyJournal, ...journal });
  };
  nativeExtension().storage.session.onChanged.addListener(listener);
  return () => nativeExtension().storage.session.onChanged.removeListener(listener);
}
