import { nativeExtension } from '../browser/native.ts';

const key = 'language';

/** The language that was chosen on this device, named as its catalogue; null follows the browser's. */
export async function readChosenLanguage(): Promise<string | null> {
  const stored = (await nativeExtension().storage.local.get(key))[key];
  return typeof stored === 'string' ? stored : null;
}

export async function storeChosenLanguage(language: string | null): Promise<void> {
  const { local } = nativeExtension().storage;
  await (language === null ? local.remove(key) : local.set({ [key]: language }));
}

/** Calls back when it was chosen anew, on whatever page. A worker listens in its first turn. */
export function watchChosenLanguage(changed: () => void): void {
  nativeExtension().storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && key in changes) changed();
  });
}
