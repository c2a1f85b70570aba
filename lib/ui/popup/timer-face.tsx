import './timer-face.css';
import { i18n } from '#i18n';
import type { Command } from '../../messages/command.ts';
import type { TimerView } from '../../timer/view.ts';
import { minutesAndSeconds, timeOfDay } from '../kit/clock-text.ts';
import { Ring } from '../kit/ring.tsx';

export interface TimerFaceProps {
  view: TimerView;
  send(command: Command): void;
  /** The person wants to say when it began, or when they stopped. */
  onMoments(): void;
}

/** How many minutes one press adds. */
const more = 5;

/** The ring with the time in it. The texts around the time have to be short in every language. */
export function TimerFace({ view, send, onMoments }: TimerFaceProps) {
  const { state, session_id, remaining, total } = view;
  const face = minutesAndSeconds(remaining);
  const isOpen = state === 'running' || state === 'paused';
  return (
    <Ring fraction={total > 0 ? remaining / total : 0}>
      <div class="face">
        {session_id === null ? (
          <span class="face-note" />
        ) : (
          <button type="button" class="face-note" title={i18n.t('timer.put_right')} onClick={onMoments}>
            {noteOf(view)}
          </button>
        )}
        <span class="time" role="timer" aria-label={i18n.t('spoken.time_left')} data-long={face.length > 5}>
          {face}
        </span>
        {isOpen && session_id !== null && (
          <button
            type="button"
            class="more"
            title={i18n.t('timer.add_minutes_name', [more])}
            onClick={() => send({ type: 'extend', session: session_id, minutes: more })}
          >
            {i18n.t('timer.add_minutes', [more])}
          </button>
        )}
      </div>
    </Ring>
  );
}

function noteOf({ state, ends_at }: TimerView): string {
  if (state === 'paused') return i18n.t('timer.paused');
  if (ends_at === null) return '';
  if (state === 'running') return i18n.t('timer.until', [timeOfDay(ends_at)]);
  return state === 'finished' ? i18n.t('timer.ended_at', [timeOfDay(ends_at)]) : '';
}
