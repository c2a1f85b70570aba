import './proof-field.css';
import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Command } from '../../../messages/command.ts';
import { useAnnounce } from '../../kit/announcer.tsx';
import { useSpoken } from '../../kit/spoken.tsx';
import { refusalText } from '../../page/refusal-text.ts';
import type { MailWaits } from './mail-waits.ts';

export interface AnotherMailProps {
  waits: MailWaits;
  /** Whose wait counts. */
  email: string;
  /** Sends the mail. */
  command: Command;
  complain(text: string): void;
}

/** Says how long the next mail has to wait, and sends it. A newer one makes the older one void. */
export function AnotherMail({ waits, email, command, complain }: AnotherMailProps) {
  const [isAgain, setAgain] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const left = useSecondsLeft(waits, email);
  const announce = useAnnounce();
  useSpoken(isAgain && i18n.t('mail.another_sent'));
  const wait = i18n.t('mail.wait', [String(left)]);

  async function send() {
    if (isWorking) return;
    if (left > 0) return announce(wait, { isUrgent: true });
    setWorking(true);
    const answer = await waits.request(command, email);
    setWorking(false);
    setAgain(answer.ok || answer.reason === 'address_not_confirmed');
    complain(answer.ok || answer.reason === 'address_not_confirmed' ? '' : refusalText(answer));
  }
  return (
    <div class="another-mail">
      <p class="hint">
        {isAgain ? i18n.t('mail.another_sent') : i18n.t('mail.newest')} {left > 0 && wait}
      </p>
      <button type="button" class="chip" aria-disabled={isWorking || left > 0} onClick={() => void send()}>
        {i18n.t('mail.another')}
      </button>
    </div>
  );
}

/** Counts with the clock while there is something to wait for. */
function useSecondsLeft(waits: MailWaits, email: string): number {
  const [, look] = useState({});
  const left = waits.left(email);
  useEffect(() => {
    if (left === 0) return undefined;
    const timer = setTimeout(() => look({}), 1000);
    return () => clearTimeout(timer);
  });
  return left;
}
