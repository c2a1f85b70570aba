import './line.css';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { DayProgress } from '../../../statistics/day-progress.ts';
import { createDurationText } from '../../../statistics/duration-text.ts';
import { uiLocale } from '../../kit/locale.ts';
import type { PageActions } from '../../page/actions.ts';
import type { PageSignals } from '../../page/signals.ts';
import { useProgress } from './use-progress.ts';

export interface ProgressLineProps {
  signals: PageSignals;
  actions: PageActions;
  onPress(): void;
}

const minute = 60_000;

/** A streak of one day says nothing that the day does not say. */
const shortest = 2;

/** Today's focus against the goal, and the streak. Its place is kept free until they are known. */
export function ProgressLine({ signals, actions, onPress }: ProgressLineProps) {
  const progress = useProgress(signals).value;
  const goal = signals.settings.value.daily_goal * minute;
  const locale = uiLocale();
  const duration = useMemo(() => createDurationText(locale, 'short'), [locale]);
  const isReached = progress && goal > 0 ? progress.focus >= goal : null;
  const today = progress && todayText(progress.focus, goal, duration);
  const before = useRef<boolean | null>(null);
  useEffect(() => {
    if (before.current === false && isReached && today) actions.announce(today);
    before.current = isReached;
  }, [actions, isReached, today]);
  return (
    <div class="progress-line">
      {progress && (
        <button
          type="button"
          class="progress"
          data-reached={isReached}
          title={i18n.t('pages.statistics')}
          onClick={onPress}
        >
          {[today, streakText(progress)].filter(Boolean).join(' · ')}
        </button>
      )}
    </div>
  );
}

function todayText(focus: number, goal: number, duration: (ms: number) => string): string {
  if (goal === 0) return i18n.t('progress.today', [duration(focus)]);
  return focus >= goal
    ? i18n.t('progress.reached', [duration(focus)])
    : i18n.t('progress.goal', [duration(focus), duration(goal)]);
}

function streakText({ streak }: DayProgress): string | null {
  return streak < shortest ? null : i18n.t('progress.streak', streak);
}
