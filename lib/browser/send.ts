import type { Answer } from '../messages/answer.ts';
import type { Command } from '../messages/command.ts';
import { makeId } from './make-id.ts';
import { nativeExtension } from './native.ts';

/** A worker may die before it answers, also because it was put away while it started: the next one is asked. */
const askings = 3;

/**
 * Sends a command to the background, which wakes for it. The answer comes once the act is on disk. By the id a worker
 * knows what one before it has carried out.
 */
export const send = (command: Command): Promise<Answer> => ask<Answer>({ command, id: makeId() });

/** Asks the background, which wakes for it, and as often as that takes. */
export async function ask<A extends { ok: boolean }>(
  message: object,
): Promise<A | Extract<Answer, { ok: false }>> {
  let detail = '';
  for (let asked = 0; asked < askings; asked += 1) {
    try {
      const answer: A | undefined = await nativeExtension().runtime.sendMessage(message);
      if (answer) return answer;
      detail = 'The background gave no answer.';
    } catch (error) {
      detail = String(error);
    }
  }
  return { ok: false, reason: 'unexpected', detail };
}
