import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { openSession } from '../../timer/press-commands.ts';
import type { TimerView } from '../../timer/view.ts';
import { minutesAndSeconds } from '../kit/clock-text.ts';
import { useAnnounce } from '../kit/announcer.tsx';

/** Tells people who listen to the screen, once, that the timer changed. It says nothing when the page opens. */
export function useTimerChanges(view: TimerView): void {
  const announce = useAnnounce();
  const before = useRef(view);
  useEffect(() => {
    const sentence = changeOf(before.current, view);
    before.current = view;
    if (sentence !== null) announce(sentence);
  }, [announce, view]);
}

const minute = 60_000;

/** What there is to say about a change, or null. Whoever made it, and on whatever device. */
export function changeOf(before: TimerView, now: TimerView): string | null {
  const longer = Math.round((now.total - before.total) / minute);
  const session = openSession(now);
  if (session !== null && session === openSession(before) && longer > 0)
    return i18n.t('spoken.extended', longer, [longer, minutesAndSeconds(now.remaining)]);
  const sentence = sentenceFor(now);
  return sentence === sentenceFor(before) ? null : sentence;
}

function sentenceFor({ state, phase, ended_phase, ran_out }: TimerView): string {
  if (state === 'idle') return i18n.t('announce.idle');
  if (state !== 'finished') return i18n.t(`announce.${state}.${phase}`);
  return ran_out ? i18n.t(`announce.finished.${ended_phase ?? phase}`) : i18n.t(`spoken.skipped.${phase}`);
}
