import { signal, type ReadonlySignal } from '@preact/signals';
import type { Answer, Refusal } from '../../messages/answer.ts';
import type { Command } from '../../messages/command.ts';
import { createAnnouncements, type Announcements } from '../kit/announcements.ts';
import type { Notice } from '../kit/notice-bar.tsx';
import { reasonText } from './reason-text.ts';

/** What the components of a page can do. */
export interface PageActions extends Announcements {
  /** Sends a command, and shows a refusal as a notice. False when it was refused, or is under way already. */
  send(command: Command): Promise<boolean>;
  /** The newest command of `send` that was carried out. */
  carriedOut: ReadonlySignal<Command | null>;
  /** Sends a command. The caller shows a refusal itself. */
  request(command: Command): Promise<Answer>;
  notice: ReadonlySignal<Notice | null>;
  /** Null takes the notice away. */
  showNotice(notice: Notice | null): void;
  newId(): string;
}

export interface PageActionsDeps {
  send(command: Command): Promise<Answer>;
  newId(): string;
}

export function createPageActions({ send, newId }: PageActionsDeps): PageActions {
  const notice = signal<Notice | null>(null);
  const carriedOut = signal<Command | null>(null);
  const underWay = new Set<string>();
  const showNotice = (next: Notice | null) => {
    notice.value = next;
  };
  return {
    async send(command) {
      const key = JSON.stringify(command);
      if (underWay.has(key)) return false;
      underWay.add(key);
      const answer = await send(command);
      underWay.delete(key);
      if (!answer.ok) showNotice(noticeOf(answer));
      else if (notice.peek()?.isUrgent) showNotice(null);
      if (answer.ok) carriedOut.value = command;
      return answer.ok;
    },
    carriedOut,
    request: send,
    notice,
    showNotice,
    ...createAnnouncements(),
    newId,
  };
}

function noticeOf({ reason, detail }: Refusal): Notice {
  const notice = { text: reasonText(reason), isUrgent: true };
  return detail === undefined ? notice : { ...notice, detail };
}
