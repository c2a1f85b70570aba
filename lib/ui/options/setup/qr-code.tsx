import { useEffect, useState } from 'preact/hooks';
import type { Drawing } from './draw-qr-code.ts';

export interface QrCodeProps {
  text: string;
  /** What it is, for screen readers. */
  name: string;
}

/** A QR code. What draws it is loaded only here. */
export function QrCode({ text, name }: QrCodeProps) {
  const [{ size, path }, show] = useState<Drawing>({ size: 1, path: '' });
  useEffect(() => {
    let isGone = false;
    void import('./draw-qr-code.ts').then(({ drawQrCode }) => {
      if (!isGone) show(drawQrCode(text));
    });
    return () => {
      isGone = true;
    };
  }, [text]);
  return (
    <svg class="qr" role="img" aria-label={name} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
      {/* Cameras read dark on light only, in whatever theme. */}
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
