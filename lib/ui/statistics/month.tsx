import './month.css';
import { i18n } from '#i18n';
import { weekStart, type Day } from '../../statistics/day.ts';
import { focusLevel, type FocusLevel, type LevelLimits } from '../../statistics/focus-level.ts';
import type { DaySpan } from '../../statistics/period.ts';
import { totalOf, type DayTotals } from '../../statistics/totals.ts';
import type { Formatter } from '../../statistics/formatter.ts';
import type { StatisticsEnvironment } from './environment.ts';

interface MonthProps {
  month: DaySpan;
  days: DayTotals;
  steps: LevelLimits;
  today: Day;
  environment: StatisticsEnvironment;
  onDay(day: Day): void;
}

/** A month as on a wall calendar. */
export function Month({
  month: { from, to },
  days,
  steps,
  today,
  environment: { formatter, firstWeekday },
  onDay,
}: MonthProps) {
  const { focus } = totalOf(days, from, to);
  const column = from - weekStart(from, firstWeekday) + 1;
  return (
    <div class="month" aria-hidden="true" data-ahead={from > today}>
      <div class="month-name">
        <span>{formatter.month(from, 'long')}</span>
        <span>{focus > 0 && formatter.roughDuration(focus)}</span>
      </div>
      <div class="month-days">
        {Array.from({ length: to - from }, (_, place) => {
          const day = from + place;
          const focus = days.get(day)?.focus ?? 0;
          return (
            <div
              key={day}
              class="month-day"
              data-today={day === today}
              style={place === 0 ? { gridColumnStart: column } : {}}
              onClick={() => day <= today && onDay(day)}
              title={i18n.t('stats.cell', [formatter.dayShort(day), formatter.duration(focus)])}
            >
              <Mark level={focusLevel(focus, steps)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Mark({ level }: { level: FocusLevel }) {
  return <div class="mark" data-level={level} />;
}

/** What the marks of the days stand for. */
export function Legend({
  steps,
  hasGoal,
  formatter,
}: {
  steps: LevelLimits;
  hasGoal: boolean;
  formatter: Formatter;
}) {
  const [first, second, third] = steps.map((step) => formatter.duration(step)) as [string, string, string];
  const entries: [FocusLevel, string][] = [
    [1, i18n.t('stats.less_than', [first])],
    [2, i18n.t('stats.from', [first])],
    [3, i18n.t('stats.from', [second])],
    [4, hasGoal ? i18n.t('stats.from_goal', [third]) : i18n.t('stats.from', [third])],
  ];
  return (
    <ul class="legend" aria-label={i18n.t('stats.legend')}>
      {entries.map(([level, text]) => (
        <li key={level}>
          <Mark level={level} />
          {text}
        </li>
      ))}
    </ul>
  );
}
