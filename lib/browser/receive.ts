import { browser } from 'wxt/browser';
import type { Answer } from '../messages/answer.ts';
import type { Command } from '../messages/command.ts';
import type { ReadAnswer, ReadRequest } from '../messages/read.ts';

export interface Receiver {
  /** Carries out the command of a page. One that was open before an update gives it no id. */
  handle(command: Command, id?: string): Promise<Answer>;
  /** Reads for a page that cannot read itself. */
  read(request: ReadRequest): Promise<ReadAnswer>;
}

/**
 * Answers the pages. It uses `sendResponse` and `return true`, since only that way works without
 * webextension-polyfill, with it, and in tests.
 */
export function receive(receiver: Receiver): void {
  browser.runtime.onMessage.addListener(
    (message: unknown, sender, sendResponse: (answer: Answer | ReadAnswer) => void) => {
      const work = sender.id === browser.runtime.id ? workOf(message, receiver) : null;
      if (work === null) return false;
      work.then(sendResponse, (error: unknown) =>
        sendResponse({ ok: false, reason: 'unexpected', detail: String(error) }),
      );
      return true;
    },
  );
}

function workOf(message: unknown, receiver: Receiver): Promise<Answer | ReadAnswer> | null {
  if (typeof message !== 'object' || message === null) return null;
  if ('command' in message) {
    const id = 'id' in message && typeof message.id === 'string' ? message.id : undefined;
    return receiver.handle(message.command as Command, id);
  }
  return 'request' in message ? receiver.read(message.request as ReadRequest) : null;
}
