import './day-section.css';
import type { Signal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { dayOfIso, isoDate, type Day } from '../../statistics/day.ts';
import { dayLines, sessionsBetween } from '../../statistics/day-sessions.ts';
import { SpokenText } from '../kit/spoken.tsx';
import { IconButton } from '../kit/icon-button.tsx';
import { left, right } from '../kit/icon-paths.ts';
import type { PageActions } from '../page/actions.ts';
import type { PageSignals } from '../page/signals.ts';
import type { DoneCorrection } from './correcting/correction-log.ts';
import type { EditableDay } from './correcting/editable-day.tsx';
import type { ListedHistory } from './listed-history.ts';
import { DayList } from './day-list.tsx';
import { sumOfSessions } from './sum-of-sessions.ts';
import { TimeLine } from './time-line.tsx';

export interface DaySectionProps extends ListedHistory {
  day: Day;
  today: Day;
  onClose(): void;
  signals: PageSignals;
  actions: PageActions;
  /** What was corrected on this page, for as long as it is open. */
  done: Signal<readonly DoneCorrection[]>;
}

/** What only corrects is loaded once a day is on the screen. */
function useEditable(): typeof EditableDay | null {
  const [loaded, setLoaded] = useState<{ EditableDay: typeof EditableDay } | null>(null);
  // Where it cannot be loaded, as after an update of the extension, the day can still be read.
  useEffect(() => void import('./correcting/editable-day.tsx').then(setLoaded, () => undefined), []);
  return loaded && loaded.EditableDay;
}

/** The sessions of one day, on a line and in a list. It takes the focus when it opens. */
export function DaySection(props: DaySectionProps) {
  const { day, today, localDays, offsetAt, environment, onDay, onClose, signals, actions, done } = props;
  const [sessions, tasks] = [props.sessions.value, props.tasks.value];
  const { formatter } = environment;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const shown = useMemo(
    () => sessionsBetween(sessions, localDays.startOf(day), localDays.startOf(day + 1)),
    [sessions, localDays, day],
  );
  const listed = { lines: dayLines(shown), tasks, offsetAt, formatter };
  const Editable = useEditable();
  const lead = sumOfSessions(shown, formatter);
  return (
    <section class="figure-section day-section" aria-labelledby="day-heading">
      <div class="figure-head">
        <h2 id="day-heading" ref={heading} tabIndex={-1}>
          {formatter.day(day)}
        </h2>
        <div class="day-steps">
          <IconButton name={i18n.t('stats.day_before')} d={left} onPress={() => onDay(day - 1)} />
          <input
            class="field day-date"
            type="date"
            aria-label={i18n.t('stats.column.day')}
            value={isoDate(day)}
            max={isoDate(today)}
            onChange={({ currentTarget }) => {
              const chosen = dayOfIso(currentTarget.value);
              if (chosen !== null && chosen <= today) onDay(chosen);
              else currentTarget.value = isoDate(day);
            }}
          />
          <IconButton
            name={i18n.t('stats.day_after')}
            d={right}
            onPress={() => day < today && onDay(day + 1)}
          />
          <button type="button" class="quiet" onClick={onClose}>
            {i18n.t('stats.close_day')}
          </button>
        </div>
      </div>
      <SpokenText class="stats-soft" text={lead} />
      {shown.length > 0 && (
        <TimeLine sessions={shown} label={lead} offsetAt={offsetAt} formatter={formatter} />
      )}
      {Editable ? (
        <Editable key={day} {...listed} {...{ day, localDays, sessions, signals, actions, done, heading }} />
      ) : (
        <DayList {...listed} />
      )}
    </section>
  );
}
