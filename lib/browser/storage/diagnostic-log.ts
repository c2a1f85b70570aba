import { emptyDiagnosticLog, type DiagnosticLog } from '../../messages/diagnostic-log.ts';
import { nativeExtension } from '../native.ts';

const key = 'journal';

/** Kept in memory by the browser: it outlives the worker, and goes when the browser goes. */
export async function readDiagnosticLog(): Promise<DiagnosticLog> {
  const stored = await nativeExtension().storage.session.get(key);
  return { ...emptyDiagnosticLog, ...(stored[key] as Partial<DiagnosticLog> | undefined) };
}

export async function writeDiagnosticLog(journal: DiagnosticLog): Promise<void> {
  await nativeExtension().storage.session.set({ [key]: journal });
}

/** Calls back with each new journal; returns the end of watching. */
export function watchDiagnosticLog(changed: (journal: DiagnosticLog) => void): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>): void => {
    const journal = changes[key]?.newValue as Partial<DiagnosticLog> | undefined;
    if (journal) changed({ ...emptyDiagnosticLog, ...journal });
  };
  nativeExtension().storage.session.onChanged.addListener(listener);
  return () => nativeExtension().storage.session.onChanged.removeListener(listener);
}
