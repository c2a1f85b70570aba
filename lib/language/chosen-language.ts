import { nativeExtension } from '../browser/native.ts';

const key = 'language';

/** The language that was chosen on this device, named like its catalogue. Null is the language of the browser. */
export async function readChosenLanguage(): Promise<string | null> {
  const stored = (await nativeExtension().storage.local.get(key))[key];
  return typeof stored === 'string' ? stored : null;
}

export async function storeChosenLanguage(language: string | null): Promise<void> {
  const { local } = nativeExtension().storage;
  await (language === null ? local.remove(key) : local.set({ [key]: language }));
}

/** Calls back after each new choice, on whatever page it was made. A worker must call this in its first turn. */
export function watchChosenLanguage(changed: () => void): void {
  nativeExtension().storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && key in changes) changed();
  });
}
