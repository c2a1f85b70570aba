import type { Answer } from '../messages/answer.ts';
import type { Command } from '../messages/command.ts';
import { nativeExtension } from './native.ts';

/** What both browsers say where nobody listened: a worker that ended while it started. It has not got the message. */
const notHeard = 'Receiving end does not exist';

/** Asks the background, which wakes for it. The answer comes once the act is on disk. */
export async function send(command: Command): Promise<Answer> {
  const ask = (): Promise<Answer | undefined> => nativeExtension().runtime.sendMessage({ command });
  try {
    const answer = await ask().catch((error: unknown) => {
      if (String(error).includes(notHeard)) return ask();
      throw error;
    });
    return answer ?? { ok: false, reason: 'unexpected', detail: 'The background gave no answer.' };
  } catch (error) {
    return { ok: false, reason: 'unexpected', detail: String(error) };
  }
}
