import { describe, expect, test } from 'vitest';
import { soundNames } from './sound-name.ts';
import { loudestRms, synthesiseSound } from './synthesise-sound.ts';

const rate = 44_100;

describe.each(soundNames)('SOUND-1 the sound %s', (name) => {
  const samples = synthesiseSound(name, rate);

  test('is the same every time', () => {
    expect(synthesiseSound(name, rate)).toEqual(samples);
  });

  test('keeps within full scale, so that nothing is cut off', () => {
    const wrong = samples.findIndex((sample) => !(Math.abs(sample) <= 0.95));
    expect(wrong).toBe(-1);
  });

  test('comes from silence and goes back to it, so that nothing clicks', () => {
    expect(samples[0]).toBeCloseTo(0);
    expect(samples.at(-1)).toBeCloseTo(0);
    const steps = samples.slice(1).map((sample, at) => Math.abs(sample - (samples[at] ?? 0)));
    expect(Math.max(...steps.slice(0, 40))).toBeLessThan(0.15);
  });

  test('is as loud as the others and lasts less than four seconds', () => {
    expect(loudestRms(samples, rate)).toBeGreaterThan(0.12);
    expect(loudestRms(samples, rate)).toBeLessThan(0.25);
    expect(samples.length / rate).toBeLessThan(4);
  });

  test('has no constant part, which would only strain the speaker', () => {
    const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
    expect(Math.abs(mean)).toBeLessThan(0.001);
  });

  test('lasts as long at another sample rate', () => {
    expect(synthesiseSound(name, 48_000).length / 48_000).toBeCloseTo(samples.length / rate, 3);
  });
});

test('SOUND-1 every sound is another one', () => {
  const all = soundNames.map((name) => synthesiseSound(name, 8000).slice(0, 4000).join());
  expect(new Set(all).size).toBe(soundNames.length);
});
