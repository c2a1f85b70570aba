import type { Answer } from '../messages/answer.ts';
import type { Command } from '../messages/command.ts';
import { nativeExtension } from './native.ts';

/** What both browsers say when nobody listened: the worker ended while it started and has not got the message. */
const notReceived = 'Receiving end does not exist';

/** Sends a command to the background, which wakes for it. The answer comes once the act is on disk. */
export async function send(command: Command): Promise<Answer> {
  const ask = (): Promise<Answer | undefined> => nativeExtension().runtime.sendMessage({ command });
  try {
    const answer = await ask().catch((error: unknown) => {
      if (String(error).includes(notReceived)) return ask();
      throw error;
    });
    return answer ?? { ok: false, reason: 'unexpected', detail: 'The background gave no answer.' };
  } catch (error) {
    return { ok: false, reason: 'unexpected', detail: String(error) };
  }
}
