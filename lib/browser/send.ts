import type { Answer } from '../messages/answer.ts';
import type { Command } from '../messages/command.ts';
import { nativeExtension } from './native.ts';

/** What both browsers say when nobody listened: the worker ended while it started and has not got the message. */
const notReceived = 'Receiving end does not exist';

/** Sends a command to the background, which wakes for it. The answer comes once the act is on disk. */
export const send = (command: Command): Promise<Answer> => ask<Answer>({ command });

/** Asks the background, which wakes for it. */
export async function ask<A extends { ok: boolean }>(
  message: object,
): Promise<A | Extract<Answer, { ok: false }>> {
  const say = (): Promise<A | undefined> => nativeExtension().runtime.sendMessage(message);
  try {
    const answer = await say().catch((error: unknown) => {
      if (String(error).includes(notReceived)) return say();
      throw error;
    });
    return answer ?? { ok: false, reason: 'unexpected', detail: 'The background gave no answer.' };
  } catch (error) {
    return { ok: false, reason: 'unexpected', detail: String(error) };
  }
}
