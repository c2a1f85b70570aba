import { emptyDiagnosticLog, type DiagnosticLog } from '../../messages/diagnostic-log.ts';
import { nativeExtension } from '../native.ts';

const key = 'journal';

/** The browser keeps it in memory: it outlives the worker, and is gone when the browser ends. */
export async function readDiagnosticLog(): Promise<DiagnosticLog> {
  const stored = await nativeExtension().storage.session.get(key);
  return { ...emptyDiagnosticLog, ...(stored[key] as Partial<DiagnosticLog> | undefined) };
}

export async function writeDiagnosticLog(log: DiagnosticLog): Promise<void> {
  await nativeExtension().storage.session.set({ [key]: log });
}

/** Calls `changed` with each new log. Returns what ends that. */
export function watchDiagnosticLog(changed: (log: DiagnosticLog) => void): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>): void => {
    const log = changes[key]?.newValue as Partial<DiagnosticLog> | undefined;
    if (log) changed({ ...emptyDiagnosticLog, ...log });
  };
  nativeExtension().storage.session.onChanged.addListener(listener);
  return () => nativeExtension().storage.session.onChanged.removeListener(listener);
}
