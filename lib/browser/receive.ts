import { browser } from 'wxt/browser';
import type { Answer } from '../messages/answer.ts';
import type { Command } from '../messages/command.ts';

/**
 * Answers the commands of the pages. It uses `sendResponse` and `return true`, since only that way works without
 * webextension-polyfill, with it, and in tests.
 */
export function receive(handle: (command: Command) => Promise<Answer>): void {
  browser.runtime.onMessage.addListener(
    (message: unknown, sender, sendResponse: (answer: Answer) => void) => {
      if (sender.id !== browser.runtime.id || !isRequest(message)) return false;
      handle(message.command).then(sendResponse, (error: unknown) =>
        sendResponse({ ok: false, reason: 'unexpected', detail: String(error) }),
      );
      return true;
    },
  );
}

function isRequest(message: unknown): message is { command: Command } {
  return typeof message === 'object' && message !== null && 'command' in message;
}
