import { signal, type ReadonlySignal } from '@preact/signals';
import { i18n } from '#i18n';
import type { Answer, Reason, Refusal } from '../../messages/answer.ts';
import type { Command } from '../../messages/command.ts';

/** A short message over the foot of a page. */
export interface Notice {
  text: string;
  detail?: string;
  /** Something did not work: it stays until dismissed and is read out at once. */
  isUrgent: boolean;
  undo?: () => void;
}

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

/** The sentence for a reason. Reasons of a newer background have none of their own here. */
export function reasonText(reason: string): string {
  return i18n.t(`reason.${reason as Reason}`) || i18n.t('reason.unexpected');
}

function refusal({ reason, detail }: Refusal): Notice {
  const notice = { text: reasonText(reason), isUrgent: true };
  return detail === undefined ? notice : { ...notice, detail };
}
