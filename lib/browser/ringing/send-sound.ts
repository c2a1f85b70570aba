import { browser } from 'wxt/browser';
import type { SoundToPlay } from '../../sound/play-sound.ts';

/** What the background sends to the page that plays sounds. */
export interface SoundMessage {
  sound: SoundToPlay;
}

const player = '/offscreen.html';

/**
 * Plays a sound in a page that nobody sees, since a worker cannot play one. Resolves as soon as that page has the
 * message.
 */
export async function sendSound(sound: SoundToPlay): Promise<void> {
  const openPlayer = import.meta.env.FIREFOX ? openFrame : openOffscreen;
  await openPlayer();
  if (await isTaken({ sound })) return;
  // The page was open, but about to close itself.
  await openPlayer();
  await isTaken({ sound });
}

async function openOffscreen(): Promise<void> {
  try {
    await browser.offscreen.createDocument({
      url: player,
      reasons: ['AUDIO_PLAYBACK'],
      justification: 'Plays the sound at the end of a phase.',
    });
  } catch {
    // An extension may have one such page, and it is open already.
  }
}

/** Firefox has no offscreen pages, but its background is a page and can hold a frame. */
async function openFrame(): Promise<void> {
  if (document.querySelector('iframe')) return;
  const frame = document.createElement('iframe');
  frame.src = player;
  await new Promise((loaded) => {
    frame.addEventListener('load', loaded);
    document.body.append(frame);
  });
}

async function isTaken(message: SoundMessage): Promise<boolean> {
  try {
    return (await browser.runtime.sendMessage(message)) === true;
  } catch {
    return false;
  }
}
