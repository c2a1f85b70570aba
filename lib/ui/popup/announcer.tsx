import { i18n } from '#i18n';
import { useEffect, useRef } from 'preact/hooks';
import type { TimerView } from '../../timer/view.ts';
import type { PageActions } from '../page/actions.ts';

export interface AnnouncerProps {
  view: TimerView;
  actions: PageActions;
}

/** Tells people who listen to the screen, once, that the timer changed. It says nothing when the page opens. */
export function Announcer({ view, actions }: AnnouncerProps) {
  const known = useRef<string | undefined>(undefined);
  const sentence = sentenceFor(view);
  useEffect(() => {
    if (known.current !== undefined && known.current !== sentence) actions.announce(sentence);
    known.current = sentence;
  }, [actions, sentence]);
  return (
    <p class="unseen" role="status">
      {actions.announcement}
    </p>
  );
}

function sentenceFor({ state, phase, ended_phase }: TimerView): string {
  if (state === 'idle') return i18n.t('announce.idle');
  return i18n.t(`announce.${state}.${state === 'finished' ? (ended_phase ?? phase) : phase}`);
}
