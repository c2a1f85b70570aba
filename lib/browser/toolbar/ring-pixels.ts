/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** The colour of the empty part of the ring. It can be seen on a light and on a dark toolbar. */
const track = { rgb: [128, 128, 128] as Rgb, alpha: 0.35 };

/** Radius of the ring's middle line and half of the ring's width, as parts of the icon's size. */
const radius = 0.38;
const halfWidth = 0.105;

/**
 * The pixels of an icon with a ring. The ring empties clockwise from the top, and `fraction` (0 to 1) of it is left.
 * Each pixel has four bytes, as `ImageData` wants them: red, green, blue and opacity.
 */
export function ringPixels(size: number, fraction: number, rgb: Rgb): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const [right, down] = [x + 0.5 - size / 2, y + 0.5 - size / 2];
      const distance = Math.hypot(right, down);
      const onRing = covered(halfWidth * size - Math.abs(distance - radius * size));
      const onArc = arcCover(Math.atan2(right, -down), distance, fraction);
      const onTrack = (1 - onArc) * track.alpha;
      const opacity = onArc + onTrack;
      const at = (y * size + x) * 4;
      for (const [part, value] of rgb.entries())
        pixels[at + part] = (value * onArc + (track.rgb[part] ?? 0) * onTrack) / opacity;
      pixels[at + 3] = 255 * onRing * opacity;
    }
  }
  return pixels;
}

/** How much of a pixel lies inside an edge. `inside` is the distance from its middle to the edge, in pixels. */
function covered(inside: number): number {
  return Math.min(1, Math.max(0, inside + 0.5));
}

/** `angle` goes clockwise from the top, from -π to π. */
function arcCover(angle: number, distance: number, fraction: number): number {
  if (fraction <= 0) return 0;
  // The two ends of a full ring would show a seam.
  if (fraction >= 1) return 1;
  const half = fraction * Math.PI;
  const fromTheTop = angle < 0 ? angle + 2 * Math.PI : angle;
  return covered((half - Math.abs(fromTheTop - (2 * Math.PI - half))) * distance);
}
