import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Command } from '../../messages/command.ts';
import type { Notice } from '../kit/notice-bar.tsx';
import type { PageActions } from './actions.ts';

const onTimer: ReadonlySet<string> = new Set<Command['type']>([
  'start',
  'pause',
  'resume',
  'extend',
  'stop',
  'skip',
  'handoff',
  'retask',
  'backdate',
  'stop-at',
]);

/** After a stop or a skip the notice bar offers to take it back, until something else is pressed on the timer. */
export function useOfferOfUndo(actions: PageActions): void {
  const offer = useRef<Notice | null>(null);
  useSignalEffect(() => {
    const command = actions.carriedOut.value;
    if (!command || !onTimer.has(command.type)) return;
    if (offer.current !== null && actions.notice.peek() === offer.current) actions.showNotice(null);
    offer.current = offerOf(command, actions);
    if (offer.current) actions.showNotice(offer.current);
  });
}

function offerOf(command: Command, { send }: PageActions): Notice | null {
  if (command.type !== 'stop' && command.type !== 'skip') return null;
  const { type, session } = command;
  return {
    text: i18n.t(type === 'stop' ? 'timer.stopped' : 'timer.skipped'),
    isUrgent: false,
    isSaid: true,
    undo: () => void send({ type: 'reopen', session }),
  };
}
