import type { SoundName } from './sound-name.ts';
import { synthesiseSound } from './synthesise-sound.ts';

export interface SoundToPlay {
  sound: SoundName;
  /** From 0 to 1. */
  volume: number;
}

/** How many seconds after its end a sound counts as over in any case. Without a sound card it never reports its end. */
const longestWait = 1;

/** Plays a sound and resolves when it is over. The context that `makeContext` makes must be new: it is closed at the end. */
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
    // A gain that is the square of the slider's value sounds about as loud as the slider says.
    gain.gain.value = volume ** 2;
    source.buffer = buffer;
    source.connect(gain).connect(context.destination);
    await new Promise<void>((over) => {
      source.addEventListener('ended', () => over());
      setTimeout(over, (buffer.duration + longestWait) * 1000);
      source.start();
      void context.resume();
    });
  } finally {
    await context.close();
  }
}
