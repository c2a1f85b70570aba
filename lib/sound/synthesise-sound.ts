import { soundDefinitions, type SoundNote } from './sound-definitions.ts';
import type { SoundName } from './ring-settings.ts';

/** Seconds in which a strike comes up and in which the whole fades out: without them the speaker clicks. */
const attack = 0.003;
const fade = 0.03;

/** What every sound is brought to, so that none is much louder than the others; full scale is 1. */
const loudest = { peak: 0.9, rms: 0.24 };

/** Seconds over which loudness is heard. */
const hearing = 0.2;

/** The samples of a sound, -1 to 1, mono, at `rate` samples a second. The same every time. */
export function synthesiseSound(sound: SoundName, rate: number): Float32Array<ArrayBuffer> {
  const { length, partials: tones, notes: strikes } = soundDefinitions[sound];
  const samples = new Float32Array(Math.round(length * rate));
  for (const struck of strikes) {
    const first = Math.round(struck.at * rate);
    for (const { ratio, gain, decay } of tones) {
      const turn = (2 * Math.PI * struck.pitch * ratio) / rate;
      for (let at = first; at < samples.length; at += 1) {
        const time = (at - first) / rate;
        const value = gain * loudnessAt(time, struck, decay) * Math.sin(turn * (at - first));
        samples[at] = (samples[at] ?? 0) + value;
      }
    }
  }
  const gain = Math.min(loudest.peak / peakOf(samples), loudest.rms / loudestRms(samples, rate));
  const last = samples.length - 1;
  return samples.map((sample, at) => sample * gain * Math.min(1, (last - at) / (fade * rate)));
}

function loudnessAt(time: number, { gain, hold, decay }: SoundNote, stretch: number): number {
  if (time < attack) return gain * (time / attack);
  return time < hold ? gain : gain * Math.exp(-(time - hold) / (decay * stretch));
}

function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

/** The root mean square of the loudest stretch. */
export function loudestRms(samples: Float32Array, rate: number): number {
  const stretch = Math.min(samples.length, Math.round(hearing * rate));
  let sum = 0;
  let loudest = 0;
  for (const [at, sample] of samples.entries()) {
    sum += sample ** 2 - (samples[at - stretch] ?? 0) ** 2;
    loudest = Math.max(loudest, sum);
  }
  return Math.sqrt(loudest / stretch);
}
