import { encode } from 'uqr';

export interface Drawing {
  /** Of each side, with the free border that cameras need. */
  size: number;
  /** The dark squares, as an SVG path. */
  path: string;
}

/** Draws a QR code here: no service learns what is in it. */
export function drawQrCode(text: string): Drawing {
  const { data, size } = encode(text, { ecc: 'L', border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: dark.join('') };
}
