import { soundDefinitions, type SoundNote } from './sound-definitions.ts';
import type { SoundName } from './sound-name.ts';

/** The seconds in which a note rises and in which the whole sound fades out. Without them the speaker clicks. */
const attack = 0.003;
const fade = 0.03;

/** All sounds are scaled to this, so that none is much louder than the others. Full scale is 1. */
const loudest = { peak: 0.9, rms: 0.24 };

/** The ear hears the mean loudness of about this many seconds. */
const hearingTime = 0.2;

/** Makes the samples of a sound: mono, from -1 to 1, `rate` of them a second. They are the same every time. */
export function synthesiseSound(sound: SoundName, rate: number): Float32Array<ArrayBuffer> {
  const { length, partials, notes } = soundDefinitions[sound];
  const samples = new Float32Array(Math.round(length * rate));
  for (const note of notes) {
    const first = Math.round(note.at * rate);
    for (const { ratio, gain, decay } of partials) {
      const radiansPerSample = (2 * Math.PI * note.pitch * ratio) / rate;
      for (let at = first; at < samples.length; at += 1) {
        const time = (at - first) / rate;
        const value = gain * loudnessAt(time, note, decay) * Math.sin(radiansPerSample * (at - first));
        samples[at] = (samples[at] ?? 0) + value;
      }
    }
  }
  const gain = Math.min(loudest.peak / peakOf(samples), loudest.rms / loudestRms(samples, rate));
  const last = samples.length - 1;
  return samples.map((sample, at) => sample * gain * Math.min(1, (last - at) / (fade * rate)));
}

function loudnessAt(time: number, { gain, hold, decay }: SoundNote, partialDecay: number): number {
  if (time < attack) return gain * (time / attack);
  return time < hold ? gain : gain * Math.exp(-(time - hold) / (decay * partialDecay));
}

function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

/** The root mean square of the loudest part that is `hearingTime` long. */
export function loudestRms(samples: Float32Array, rate: number): number {
  const length = Math.min(samples.length, Math.round(hearingTime * rate));
  let sum = 0;
  let loudest = 0;
  for (const [at, sample] of samples.entries()) {
    sum += sample ** 2 - (samples[at - length] ?? 0) ** 2;
    loudest = Math.max(loudest, sum);
  }
  return Math.sqrt(loudest / length);
}
