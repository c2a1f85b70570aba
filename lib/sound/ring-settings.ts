import type { SoundName } from './sound-name.ts';

/** How this device tells the end of a phase. It is stored on this device only, and no other device shares it. */
export interface RingSettings {
  /** Whether a notification is shown. */
  notify: boolean;
  sound: SoundName | 'off';
  /** From 0 to 1, as loud as it is heard: half of it sounds half as loud. */
  volume: number;
  /** Whether a tab opens, for people who overlook notifications. */
  tab: boolean;
}

export const defaultRingSettings: RingSettings = { notify: true, sound: 'bell', volume: 0.6, tab: false };

/** Adds the defaults of settings that did not exist yet when these were stored. */
export function readRingSettings(stored: unknown): RingSettings {
  return { ...defaultRingSettings, ...(stored as Partial<RingSettings> | undefined) };
}
