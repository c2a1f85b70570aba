export const soundNames = ['bell', 'chime', 'bowl', 'wood', 'digital'] as const;

export type SoundName = (typeof soundNames)[number];

/** How the end of a phase is told on this device; no other device has a part in it. Lives in `storage.local`. */
export interface RingSettings {
  notify: boolean;
  sound: SoundName | 'off';
  /** 0 to 1, as the ear counts: half of it sounds half as loud. */
  volume: number;
  /** Whether a tab opens, for people who miss notifications. */
  tab: boolean;
}

export const defaultRingSettings: RingSettings = { notify: true, sound: 'bell', volume: 0.6, tab: false };

/** Fills in what was not there yet when the settings were stored. */
export function readRingSettings(stored: unknown): RingSettings {
  return { ...defaultRingSettings, ...(stored as Partial<RingSettings> | undefined) };
}
