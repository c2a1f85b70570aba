import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { TimerView } from '../../timer/view.ts';
import type { Acts } from '../page/actions.ts';

export interface AnnouncerProps {
  view: TimerView;
  acts: Acts;
}

/** Tells those who do not see the screen, once, that the timer changed; not how it was when the page opened. */
export function Announcer({ view, acts }: AnnouncerProps) {
  const known = useRef<string | undefined>(undefined);
  const news = newsOf(view);
  useEffect(() => {
    if (known.current !== undefined && known.current !== news) acts.say(news);
    known.current = news;
  }, [acts, news]);
  return (
    <p class="unseen" role="status">
      {acts.said}
    </p>
  );
}

function newsOf({ state, phase, ended_phase }: TimerView): string {
  if (state === 'idle') return i18n.t('announce.idle');
  return i18n.t(`announce.${state}.${state === 'finished' ? (ended_phase ?? phase) : phase}`);
}
