import type { SoundName } from './sound-name.ts';

/** One of the tones that a note is made of. Its pitch, loudness and decay are relative to those of the note. */
export interface PartialTone {
  ratio: number;
  gain: number;
  decay: number;
}

/** A note that is struck once, or held for a time. Times are seconds. */
export interface SoundNote {
  at: number;
  /** Hz. */
  pitch: number;
  gain: number;
  /** How long it keeps its full loudness before it fades. */
  hold: number;
  /** The time in which it fades to about a third. */
  decay: number;
}

export interface SoundDefinition {
  /** Seconds. */
  length: number;
  partials: readonly PartialTone[];
  notes: readonly SoundNote[];
}

export const soundDefinitions: Readonly<Record<SoundName, SoundDefinition>> = {
  // The partials of a church bell: hum, prime, minor third, fifth, octave and two above.
  bell: {
    length: 2.6,
    partials: [
      { ratio: 0.5, gain: 0.35, decay: 1.4 },
      { ratio: 1, gain: 0.8, decay: 1 },
      { ratio: 1.19, gain: 0.5, decay: 0.7 },
      { ratio: 1.5, gain: 0.2, decay: 0.5 },
      { ratio: 2, gain: 0.6, decay: 0.55 },
      { ratio: 2.67, gain: 0.2, decay: 0.3 },
      { ratio: 4.1, gain: 0.12, decay: 0.18 },
    ],
    notes: [
      { at: 0, pitch: 523.25, decay: 0.7, gain: 1, hold: 0 },
      { at: 0.75, pitch: 523.25, decay: 0.7, gain: 0.85, hold: 0 },
    ],
  },
  // Three bars of a glockenspiel, going up.
  chime: {
    length: 2.2,
    partials: [
      { ratio: 1, gain: 1, decay: 1 },
      { ratio: 2.76, gain: 0.2, decay: 0.35 },
      { ratio: 5.4, gain: 0.06, decay: 0.15 },
    ],
    notes: [
      { at: 0, pitch: 783.99, decay: 0.45, gain: 0.8, hold: 0 },
      { at: 0.18, pitch: 1046.5, decay: 0.45, gain: 0.9, hold: 0 },
      { at: 0.36, pitch: 1318.51, decay: 0.6, gain: 1, hold: 0 },
    ],
  },
  // Each partial of a singing bowl is two of nearly the same pitch, whose beat makes it swell and sink.
  bowl: {
    length: 3.8,
    partials: [
      { ratio: 1, gain: 0.6, decay: 1 },
      { ratio: 1.006, gain: 0.5, decay: 1 },
      { ratio: 2.71, gain: 0.3, decay: 0.6 },
      { ratio: 2.719, gain: 0.25, decay: 0.6 },
      { ratio: 5.05, gain: 0.1, decay: 0.3 },
    ],
    notes: [{ at: 0, pitch: 261.63, decay: 1.3, gain: 1, hold: 0 }],
  },
  wood: {
    length: 0.8,
    partials: [
      { ratio: 1, gain: 1, decay: 1 },
      { ratio: 2.57, gain: 0.4, decay: 0.5 },
      { ratio: 4.9, gain: 0.2, decay: 0.25 },
    ],
    notes: [
      { at: 0, pitch: 740, decay: 0.035, gain: 1, hold: 0 },
      { at: 0.2, pitch: 740, decay: 0.035, gain: 0.8, hold: 0 },
      { at: 0.4, pitch: 987.77, decay: 0.045, gain: 1, hold: 0 },
    ],
  },
  digital: {
    length: 1,
    partials: [
      { ratio: 1, gain: 1, decay: 1 },
      { ratio: 3, gain: 0.22, decay: 1 },
      { ratio: 5, gain: 0.08, decay: 1 },
    ],
    notes: [
      { at: 0, pitch: 1318.51, decay: 0.008, gain: 1, hold: 0.08 },
      { at: 0.14, pitch: 1318.51, decay: 0.008, gain: 1, hold: 0.08 },
      { at: 0.5, pitch: 1318.51, decay: 0.008, gain: 1, hold: 0.08 },
      { at: 0.64, pitch: 1318.51, decay: 0.008, gain: 1, hold: 0.08 },
    ],
  },
};
