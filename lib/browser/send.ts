import type { Answer, Command } from '../command.ts';
import { nativeExtension } from './native.ts';

/** Asks the background, which wakes for it. The answer comes once the act is on disk. */
export async function send(command: Command): Promise<Answer> {
  try {
    const answer: Answer | undefined = await nativeExtension().runtime.sendMessage({ command });
    return answer ?? { ok: false, reason: 'unexpected', detail: 'The background gave no answer.' };
  } catch (error) {
    return { ok: false, reason: 'unexpected', detail: String(error) };
  }
}
