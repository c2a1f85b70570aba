import './round-dots.css';
import { i18n } from '#i18n';
import type { TimerView } from '../../timer/view.ts';

/** As many as a preset can have. A round of another plan can be far beyond: the label tells which. */
const most = 12;

/** One dot a round: filled when its focus is done, wider while it is under way. */
export function RoundDots({ view }: { view: TimerView }) {
  const { round, rounds, phase, state } = view;
  const isUnderWay = phase === 'work' && (state === 'running' || state === 'paused');
  const done = phase === 'work' ? round - 1 : round;
  const dots = Array.from({ length: Math.min(most, Math.max(rounds, round)) }, (_, place) =>
    place < done ? 'done' : place === done && isUnderWay ? 'now' : 'open',
  );
  return (
    <span class="dots" role="img" aria-label={i18n.t('timer.round', [round, rounds])}>
      {dots.map((dot, place) => (
        <span key={place} data-dot={dot} />
      ))}
    </span>
  );
}
