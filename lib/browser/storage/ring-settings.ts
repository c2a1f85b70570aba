import { readRingSettings, type RingSettings } from '../../sound/ring-settings.ts';
import { nativeExtension } from '../native.ts';

const key = 'sounds';

/** How this device tells that a phase ended. */
export async function storedRingSettings(): Promise<RingSettings> {
  const stored = await nativeExtension().storage.local.get(key);
  return readRingSettings(stored[key]);
}

export async function storeRingSettings(settings: RingSettings): Promise<void> {
  await nativeExtension().storage.local.set({ [key]: settings });
}

/** Calls `changed` when another page has changed them. */
export function watchRingSettings(changed: (settings: RingSettings) => void): void {
  nativeExtension().storage.onChanged.addListener((changes, area) => {
    const change = area === 'local' ? changes[key] : undefined;
    if (change) changed(readRingSettings(change.newValue));
  });
}
