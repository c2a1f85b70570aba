import { browser } from 'wxt/browser';
import type { TimerView } from '../../timer/view.ts';
import { ringPixels, type Rgb } from './ring-pixels.ts';

/** Each can be seen on a white and on a dark toolbar. The badge's colours are too dark for a dark one. */
export const iconColors: Readonly<Record<TimerView['phase'] | 'paused', Rgb>> = {
  work: [232, 86, 60],
  short_break: [47, 158, 96],
  long_break: [63, 142, 224],
  paused: [139, 145, 155],
};

/** The ring empties in so many steps. With more, nobody could see the difference between two of them. */
const steps = 60;

export interface IconPicture {
  color: keyof typeof iconColors;
  /** 1 to 60. */
  step: number;
}

/** What the icon shows. Null stands for the plain icon. */
export function iconPicture(view: TimerView): IconPicture | null {
  if (view.state !== 'running' && view.state !== 'paused') return null;
  const left = view.total > 0 ? view.remaining / view.total : 0;
  return {
    color: view.state === 'paused' ? 'paused' : view.phase,
    step: Math.max(1, Math.ceil(left * steps)),
  };
}

export interface ToolbarIcon {
  /** Does nothing if the icon would look as before. */
  paint(view: TimerView): Promise<void>;
}

export function createIcon(): ToolbarIcon {
  let shown = '';
  return {
    async paint(view) {
      const picture = iconPicture(view);
      const wanted = JSON.stringify(picture);
      if (wanted === shown) return;
      shown = wanted;
      await browser.action.setIcon(
        picture ? { imageData: { 16: draw(16, picture), 32: draw(32, picture) } } : { path: plain },
      );
    },
  };
}

const plain = { 16: '/icons/16.png', 32: '/icons/32.png' };

function draw(size: number, { color, step }: IconPicture): ImageData {
  return new ImageData(ringPixels(size, step / steps, iconColors[color]), size, size);
}
