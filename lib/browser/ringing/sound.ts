import { browser } from 'wxt/browser';
import type { SoundToPlay } from '../../sound/play-sound.ts';

/** What the page that makes sounds is told. */
export interface ChimeMessage {
  chime: SoundToPlay;
}

const player = '/offscreen.html';

/** Sounds from a page that nobody sees, since a worker cannot; resolves as soon as that page has taken it over. */
export async function sound(chime: SoundToPlay): Promise<void> {
  const open = import.meta.env.FIREFOX ? openFrame : openOffscreen;
  await open();
  if (await isHeard({ chime })) return;
  // It was there, but about to close itself.
  await open();
  await isHeard({ chime });
}

async function openOffscreen(): Promise<void> {
  try {
    await browser.offscreen.createDocument({
      url: player,
      reasons: ['AUDIO_PLAYBACK'],
      justification: 'Plays the sound at the end of a phase.',
    });
  } catch {
    // There is room for one, and it is there already.
  }
}

/** Firefox has no offscreen pages; its background is a page that can hold one. */
async function openFrame(): Promise<void> {
  if (document.querySelector('iframe')) return;
  const frame = document.createElement('iframe');
  frame.src = player;
  await new Promise((loaded) => {
    frame.addEventListener('load', loaded);
    document.body.append(frame);
  });
}

async function isHeard(message: ChimeMessage): Promise<boolean> {
  try {
    return (await browser.runtime.sendMessage(message)) === true;
  } catch {
    return false;
  }
}
