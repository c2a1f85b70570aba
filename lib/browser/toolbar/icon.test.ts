import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimerView } from '../../timer/view.ts';
import { iconColors, iconPicture } from './icon.ts';
import { ringPixels, type Rgb } from './ring-pixels.ts';

const minute = 60_000;
const red: Rgb = [232, 86, 60];

const running: TimerView = {
  state: 'running',
  phase: 'work',
  remaining: 10 * minute,
  total: 25 * minute,
  round: 1,
  rounds: 4,
  preset: 'short',
  task_id: null,
  session_id: 'A',
  lead: 'd0',
  ends_at: 10 * minute,
  ended_phase: null,
};

interface Pixel {
  rgb: number[];
  alpha: number;
}

/** The pixel at an hour of the clock's face, on the middle of the ring. */
function at(hour: number, pixels: Uint8ClampedArray, size: number): Pixel {
  const angle = (hour / 12) * 2 * Math.PI;
  const [x, y] = [Math.sin(angle), -Math.cos(angle)].map((part) => Math.floor((0.5 + part * 0.38) * size));
  const start = ((y ?? 0) * size + (x ?? 0)) * 4;
  return { rgb: Array.from(pixels.subarray(start, start + 3)), alpha: pixels[start + 3] ?? 0 };
}

describe.each([16, 32])('TOOLBAR-1 the icon at %i pixels', (size) => {
  test('TOOLBAR-1 a full ring is of one colour all the way round, without a seam', () => {
    const pixels = ringPixels(size, 1, red);
    for (let hour = 0; hour < 12; hour += 0.5)
      expect(at(hour, pixels, size)).toEqual({ rgb: [...red], alpha: 255 });
  });

  test('TOOLBAR-1 a half full one has emptied on the right', () => {
    const pixels = ringPixels(size, 0.5, red);
    for (const hour of [7, 8, 9, 10, 11]) expect(at(hour, pixels, size).rgb).toEqual([...red]);
    for (const hour of [1, 2, 3, 4, 5]) expect(at(hour, pixels, size).rgb).toEqual([128, 128, 128]);
  });

  test('TOOLBAR-1 around the ring and in it nothing is painted', () => {
    const pixels = ringPixels(size, 0.7, red);
    const opacity = (x: number, y: number) => pixels[(y * size + x) * 4 + 3];
    expect([opacity(0, 0), opacity(size - 1, 0), opacity(size / 2, size / 2)]).toEqual([0, 0, 0]);
  });

  test('TOOLBAR-1 the less is left, the less is painted', () => {
    const painted = (fraction: number) => {
      const pixels = ringPixels(size, fraction, red);
      return pixels.reduce((sum, value, place) => sum + (place % 4 === 3 ? value : 0), 0);
    };
    const parts = fc.double({ min: 0.02, max: 1, noNaN: true });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(painted(Math.min(a, b))).toBeLessThanOrEqual(painted(Math.max(a, b)));
      }),
    );
  });
});

test('TOOLBAR-1 running is in the colour of the phase, paused in grey, at rest the plain icon', () => {
  expect(iconPicture(running)).toEqual({ color: 'work', step: 24 });
  expect(iconPicture({ ...running, phase: 'long_break' })).toMatchObject({ color: 'long_break' });
  expect(iconPicture({ ...running, state: 'paused', ends_at: null })).toEqual({ color: 'paused', step: 24 });
  expect(iconPicture({ ...running, state: 'idle' })).toBeNull();
  expect(iconPicture({ ...running, state: 'finished' })).toBeNull();
});

test('TOOLBAR-2 a phase takes no more than sixty pictures, and its last one still shows something', () => {
  const pictures = new Set<string>();
  for (let remaining = running.total; remaining >= 0; remaining -= 500)
    pictures.add(JSON.stringify(iconPicture({ ...running, remaining })));
  expect(pictures.size).toBe(60);
  expect(iconPicture({ ...running, remaining: 0 })).toEqual({ color: 'work', step: 1 });
});

test.each(Object.entries(iconColors))(
  'TOOLBAR-3 the colour of %s has a contrast of at least 3 to 1 on light and on dark toolbars',
  (_, color) => {
    const [light, dark] = [luminance([255, 255, 255]), luminance([60, 60, 60])];
    expect((light + 0.05) / (luminance(color) + 0.05)).toBeGreaterThanOrEqual(3);
    expect((luminance(color) + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(3);
  },
);

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const value = part / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
