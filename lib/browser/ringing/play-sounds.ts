import type { SoundToPlay } from '../../sound/play-sound.ts';
import type { ChimeMessage } from './sound.ts';
import { nativeExtension } from '../native.ts';

/** Takes over what the worker wants to be heard. Other messages are for others, and left to them. */
export function hearChimes(handle: (chime: SoundToPlay) => void): void {
  const { runtime } = nativeExtension();
  runtime.onMessage.addListener((message: unknown, sender, respond: (heard: true) => void) => {
    if (sender.id !== runtime.id || !isChime(message)) return false;
    handle(message.chime);
    respond(true);
    return false;
  });
}

function isChime(message: unknown): message is ChimeMessage {
  return typeof message === 'object' && message !== null && 'chime' in message;
}
