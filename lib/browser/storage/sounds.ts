import { readRingSettings, type RingSettings } from '../../sound/ring-settings.ts';
import { nativeExtension } from '../native.ts';

const key = 'sounds';

/** How ends are told on this device. */
export async function storedSounds(): Promise<RingSettings> {
  const stored = await nativeExtension().storage.local.get(key);
  return readRingSettings(stored[key]);
}

export async function storeSounds(sounds: RingSettings): Promise<void> {
  await nativeExtension().storage.local.set({ [key]: sounds });
}

/** Calls back when another page has changed them. */
export function watchSounds(changed: (sounds: RingSettings) => void): void {
  nativeExtension().storage.onChanged.addListener((changes, area) => {
    const change = area === 'local' ? changes[key] : undefined;
    if (change) changed(readRingSettings(change.newValue));
  });
}
