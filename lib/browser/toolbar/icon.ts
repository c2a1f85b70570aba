import { browser } from 'wxt/browser';
import type { TimerView } from '../../timer/view.ts';
import { ringPixels, type Rgb } from './ring-pixels.ts';

/** Each can be told from a white toolbar and from a dark one: the badge's own colours are too dark for the latter. */
export const iconColors: Readonly<Record<TimerView['phase'] | 'paused', Rgb>> = {
  work: [232, 86, 60],
  short_break: [47, 158, 96],
  long_break: [63, 142, 224],
  paused: [139, 145, 155],
};

/** In as many steps the ring empties: one more could not be told from the one before. */
const steps = 60;

export interface IconLook {
  color: keyof typeof iconColors;
  /** 1 to 60. */
  step: number;
}

/** What the icon shows; null is the plain one. */
export function iconLook(view: TimerView): IconLook | null {
  if (view.state !== 'running' && view.state !== 'paused') return null;
  const left = view.total > 0 ? view.remaining / view.total : 0;
  return {
    color: view.state === 'paused' ? 'paused' : view.phase,
    step: Math.max(1, Math.ceil(left * steps)),
  };
}

/** Paints the toolbar icon, and only when it looks different from before. */
export function createIcon() {
  let shown = '';
  return {
    async paint(view: TimerView): Promise<void> {
      const look = iconLook(view);
      const wanted = JSON.stringify(look);
      if (wanted === shown) return;
      shown = wanted;
      await browser.action.setIcon(
        look ? { imageData: { 16: draw(16, look), 32: draw(32, look) } } : { path: plain },
      );
    },
  };
}

const plain = { 16: '/icons/16.png', 32: '/icons/32.png' };

function draw(size: number, { color, step }: IconLook): ImageData {
  return new ImageData(ringPixels(size, step / steps, iconColors[color]), size, size);
}
