import { signal, type ReadonlySignal } from '@preact/signals';
import type { Answer, Refusal } from '../../messages/answer.ts';
import type { Command } from '../../messages/command.ts';
import type { Notice } from '../kit/notice-bar.tsx';
import { reasonText } from './reason-text.ts';

/** What the components of a page can do. */
export interface Acts {
  /** Sends a command; a refusal is shown as the notice. False when it was refused, or is under way already. */
  act(command: Command): Promise<boolean>;
  /** Sends a command whose refusal the caller shows itself. */
  ask(command: Command): Promise<Answer>;
  notice: ReadonlySignal<Notice | null>;
  notify(notice: Notice | null): void;
  /** The newest sentence for those who do not see the screen. */
  said: ReadonlySignal<string>;
  say(sentence: string): void;
  newId(): string;
}

export interface ActsDeps {
  send(command: Command): Promise<Answer>;
  newId(): string;
}

export function createActs({ send, newId }: ActsDeps): Acts {
  const notice = signal<Notice | null>(null);
  const said = signal('');
  const underWay = new Set<string>();
  const notify = (next: Notice | null) => {
    notice.value = next;
  };
  return {
    async act(command) {
      const key = JSON.stringify(command);
      if (underWay.has(key)) return false;
      underWay.add(key);
      const answer = await send(command);
      underWay.delete(key);
      if (!answer.ok) notify(refusal(answer));
      else if (notice.peek()?.isUrgent) notify(null);
      return answer.ok;
    },
    ask: send,
    notice,
    notify,
    said,
    say(sentence) {
      said.value = sentence;
    },
    newId,
  };
}

function refusal({ reason, detail }: Refusal): Notice {
  const notice = { text: reasonText(reason), isUrgent: true };
  return detail === undefined ? notice : { ...notice, detail };
}
