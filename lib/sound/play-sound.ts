import { synthesiseSound } from './synthesise-sound.ts';
import type { SoundName } from './ring-settings.ts';

export interface SoundToPlay {
  sound: SoundName;
  /** 0 to 1. */
  volume: number;
}

/** Seconds after which a sound that was not heard to end counts as over: without a sound card nothing ever ends. */
const patience = 1;

/** Plays a sound; resolves when it is over. `makeContext` must make a new one, which is closed again. */
export async function playSound(
  { sound, volume }: SoundToPlay,
  makeContext: () => AudioContext,
): Promise<void> {
  const context = makeContext();
  try {
    const samples = synthesiseSound(sound, context.sampleRate);
    const buffer = context.createBuffer(1, samples.length, context.sampleRate);
    buffer.copyToChannel(samples, 0);
    const source = context.createBufferSource();
    const gain = context.createGain();
    // Loudness goes about with the square of what a slider says.
    gain.gain.value = volume ** 2;
    source.buffer = buffer;
    source.connect(gain).connect(context.destination);
    await new Promise<void>((over) => {
      source.addEventListener('ended', () => over());
      setTimeout(over, (buffer.duration + patience) * 1000);
      source.start();
      void context.resume();
    });
  } finally {
    await context.close();
  }
}
