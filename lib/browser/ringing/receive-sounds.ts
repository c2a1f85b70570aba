import type { SoundToPlay } from '../../sound/play-sound.ts';
import { nativeExtension } from '../native.ts';
import type { SoundMessage } from './send-sound.ts';

/** Calls `play` for each sound that the background sends. Other messages are left to other listeners. */
export function receiveSounds(play: (sound: SoundToPlay) => void): void {
  const { runtime } = nativeExtension();
  runtime.onMessage.addListener((message: unknown, sender, respond: (taken: true) => void) => {
    if (sender.id !== runtime.id || !isSoundMessage(message)) return false;
    play(message.sound);
    respond(true);
    return false;
  });
}

function isSoundMessage(message: unknown): message is SoundMessage {
  return typeof message === 'object' && message !== null && 'sound' in message;
}
