export const soundNames = ['bell', 'chime', 'bowl', 'wood', 'digital'] as const;

export type SoundName = (typeof soundNames)[number];

/** How the end of a phase is told on this device; no other device has a part in it. Lives in `storage.local`. */
export interface Sounds {
  notify: boolean;
  sound: SoundName | 'off';
  /** 0 to 1, as the ear counts: half of it sounds half as loud. */
  volume: number;
  /** Whether a tab opens, for people who miss notifications. */
  tab: boolean;
}

export const defaultSounds: Sounds = { notify: true, sound: 'bell', volume: 0.6, tab: false };

/** Fills in what was not there yet when the settings were stored. */
export function readSounds(stored: unknown): Sounds {
  return { ...defaultSounds, ...(stored as Partial<Sounds> | undefined) };
}
