import './away-notice.css';
import { i18n } from '#i18n';
import { joinSentences } from '../../language/join-sentences.ts';
import type { EndWhileAway } from '../../engine/ringing/ends-while-away.ts';
import type { PageActions } from '../page/actions.ts';
import { useSpoken } from '../kit/spoken.tsx';
import { timeOfDay } from '../kit/clock-text.ts';
import { dayAndTime, isSameDay } from '../kit/date-text.ts';

export interface AwayNoticeProps {
  away: EndWhileAway;
  /** Corrected time, milliseconds. */
  now: number;
  actions: PageActions;
  /** The person wants to say when they stopped. Undefined where there is no room for that. */
  onStopped: (() => void) | undefined;
}

/** Tells of an end that nobody heard, and asks whether the phase that followed by itself is kept. */
export function AwayNotice({ away, now, actions, onStopped }: AwayNoticeProps) {
  const { phase, ended_at, followed } = away;
  const ended = isSameDay(ended_at, now)
    ? i18n.t(`away.ended.${phase}`, [timeOfDay(ended_at)])
    : i18n.t(`away.ended_on.${phase}`, [dayAndTime(ended_at)]);
  const text = followed ? joinSentences(ended, i18n.t(`away.followed.${followed.phase}`)) : ended;
  useSpoken(text);
  const dismiss = () => void actions.send({ type: 'dismiss-away' });
  return (
    <div class="away">
      <p>{text}</p>
      {followed ? (
        <>
          <button type="button" class="chip" onClick={dismiss}>
            {i18n.t('away.keep')}
          </button>
          <button
            type="button"
            class="chip"
            onClick={() => void actions.send({ type: 'drop', session: followed.session })}
          >
            {i18n.t('away.drop')}
          </button>
        </>
      ) : (
        <button type="button" class="chip" onClick={dismiss}>
          {i18n.t('away.close')}
        </button>
      )}
      {onStopped && (
        <button type="button" class="chip" onClick={onStopped}>
          {i18n.t('timer.moment.stopped_earlier')}
        </button>
      )}
    </div>
  );
}
