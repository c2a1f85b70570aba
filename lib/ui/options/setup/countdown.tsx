import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import { minutesAndSeconds } from '../../kit/clock-text.ts';

export interface CountdownProps {
  /** The SHA-256 of the secret. */
  hash: string;
  /** When it is over, in milliseconds since the epoch. */
  until: number;
  request(command: Command): Promise<Answer>;
  now(): number;
  /** It is good no more. The text says why. */
  onEnd(text: string): void;
}

/** After how many seconds the server is asked what became of it. */
const between = 3;

/** How long the secret of a setup code is still good. It asks whether it was used. */
export function Countdown({ hash, until, request, now, onEnd }: CountdownProps) {
  const [left, setLeft] = useState(() => until - now());
  useEffect(() => {
    let seconds = 0;
    let isGone = false;
    async function follow() {
      const answer = await request({ type: 'setup-code', step: 'follow', hash });
      if (isGone || answer.ok) return;
      // What keeps the server from answering says nothing of the code.
      if (answer.reason === 'setup_code_used') onEnd(i18n.t('setup.used', [answer.detail ?? '']));
      if (answer.reason === 'setup_code_over') onEnd(i18n.t('setup.over'));
    }
    const timer = setInterval(() => {
      seconds += 1;
      setLeft(until - now());
      if (until <= now()) onEnd(i18n.t('setup.over'));
      else if (seconds % between === 0) void follow();
    }, 1000);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [hash, until, request, now, onEnd]);
  return <span class="hint setup-left">{i18n.t('setup.left', [minutesAndSeconds(left)])}</span>;
}
