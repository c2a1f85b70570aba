import { describe, expect, it } from 'vitest';
import { minutesAndSeconds } from './clock-text.ts';

describe('UI-1 minutesAndSeconds', () => {
  it.each([
    [25 * 60_000, '25:00'],
    [25 * 60_000 - 1, '25:00'],
    [24 * 60_000 + 12_000, '24:12'],
    [59_001, '01:00'],
    [1, '00:01'],
    [0, '00:00'],
    [-5, '00:00'],
    [180 * 60_000, '180:00'],
  ])('shows %i ms as %s', (left, face) => {
    expect(minutesAndSeconds(left)).toBe(face);
  });
});
