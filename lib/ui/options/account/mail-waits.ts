import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';

/** Sends commands, and knows how long each address has to wait for its next mail. */
export interface MailWaits {
  /** `email` is whose mail it is, where the command does not say it. */
  request(command: Command, email?: string): Promise<Answer>;
  /** Seconds. `0` is now. */
  left(email: string): number;
}

/** Auth sends one mail a minute to a person, whatever it is for (seconds). */
const usual = 60;

export function createMailWaits(
  request: (command: Command) => Promise<Answer>,
  now: () => number,
): MailWaits {
  const until = new Map<string, number>();
  return {
    async request(command, email = 'email' in command ? command.email : '') {
      const answer = await request(command);
      const seconds = waitAfter(command, answer);
      if (seconds !== null) until.set(nameOf(email), now() + seconds * 1000);
      return answer;
    },
    left(email) {
      const wait = (until.get(nameOf(email)) ?? 0) - now();
      return wait > 0 ? Math.ceil(wait / 1000) : 0;
    },
  };
}

/** How long the next mail has to wait, if this answer says anything of it. */
function waitAfter({ type }: Command, answer: Answer): number | null {
  if (!answer.ok && answer.reason === 'mail_too_soon') return answer.number ?? usual;
  const isMailed =
    type === 'send-mail' || type === 'send-recovery' || type === 'send-nonce'
      ? answer.ok
      : !answer.ok &&
        ((type === 'sign-up' && answer.reason === 'email_not_confirmed') ||
          (type === 'change-address' && answer.reason === 'address_not_confirmed'));
  return isMailed ? usual : null;
}

const nameOf = (email: string): string => email.trim().toLowerCase();
