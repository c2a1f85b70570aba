import './day-section.css';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { dayOfDate, isoDate, type Day } from '../../statistics/day.ts';
import { dayLines, sessionsBetween } from '../../statistics/day-sessions.ts';
import type { EndedSession } from '../../statistics/ended-sessions.ts';
import type { LocalDays, OffsetAt } from '../../statistics/local-days.ts';
import type { Task } from '../../store/rows.ts';
import { SpokenText } from '../kit/spoken.tsx';
import { IconButton } from '../kit/icon-button.tsx';
import { left, right } from '../kit/icon-paths.ts';
import type { StatisticsEnvironment } from './environment.ts';
import { SessionItem } from './session-item.tsx';
import { sessionTimes } from './session-times.ts';
import { TimeLine } from './time-line.tsx';

export interface DaySectionProps {
  day: Day;
  today: Day;
  sessions: ReadonlySignal<readonly EndedSession[]>;
  tasks: ReadonlySignal<ReadonlyMap<string, Task>>;
  localDays: LocalDays;
  offsetAt: OffsetAt;
  environment: StatisticsEnvironment;
  onDay(day: Day): void;
  onClose(): void;
}

/** The sessions of one day, on a line and in a list. It takes the focus when it opens. */
export function DaySection(props: DaySectionProps) {
  const { day, today, localDays, offsetAt, environment, onDay, onClose } = props;
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
  const focus = shown.filter(({ phase }) => phase === 'work').reduce((sum, { active }) => sum + active, 0);
  const count = i18n.t('stats.sessions', shown.length, [formatter.count(shown.length)]);
  const lead = focus > 0 ? `${count} · ${i18n.t('stats.focus_of', [formatter.duration(focus)])}` : count;
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
              const chosen = dayOf(currentTarget.value);
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
        <>
          <TimeLine sessions={shown} label={lead} offsetAt={offsetAt} formatter={formatter} />
          <ol class="sessions">
            {dayLines(shown).map((line, place) =>
              line.kind === 'gap' ? (
                <li key={place} class="session-gap">
                  {i18n.t('stats.gap', [formatter.duration(line.length)])}
                </li>
              ) : (
                <SessionItem key={place} session={line.session} tasks={tasks} formatter={formatter}>
                  {sessionTimes(line.session, offsetAt, formatter)}
                </SessionItem>
              ),
            )}
          </ol>
        </>
      )}
    </section>
  );
}

/** The day that a date field names, or null if it names none. */
function dayOf(value: string): Day | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  return year && month && date ? dayOfDate(Number(year), Number(month) - 1, Number(date)) : null;
}
