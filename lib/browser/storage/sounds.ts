import { readSounds, type Sounds } from '../../sound/sounds.ts';
import { nativeExtension } from '../native.ts';

const key = 'sounds';

/** How ends are told on this device. */
export async function storedSounds(): Promise<Sounds> {
  const stored = await nativeExtension().storage.local.get(key);
  return readSounds(stored[key]);
}

export async function storeSounds(sounds: Sounds): Promise<void> {
  await nativeExtension().storage.local.set({ [key]: sounds });
}

/** Calls back when another page has changed them. */
export function watchSounds(changed: (sounds: Sounds) => void): void {
  nativeExtension().storage.onChanged.addListener((changes, area) => {
    const change = area === 'local' ? changes[key] : undefined;
    if (change) changed(readSounds(change.newValue));
  });
}
