import './hours-chart.css';
import { i18n } from '#i18n';
import { weekdaysFrom, type Weekday } from '../../statistics/day.ts';
import { chartFileName, type ChartTable } from '../../statistics/charts/chart-table.ts';
import { focusByHour } from '../../statistics/totals.ts';
import { ChartFrame } from './chart-frame.tsx';
import type { ChartProps } from './chart-props.ts';

/** The hours of the week: the more focus, the bigger the dot. The first hour is the one that days begin at. */
export function HoursChart({ facts, period, startsAt, environment }: ChartProps & { startsAt: number }) {
  const { formatter } = environment;
  const grid = focusByHour(facts.runs, facts.localDays, period);
  const focusAt = (weekday: Weekday, hour: number) => grid[weekday]?.[hour] ?? 0;
  const weekdays = weekdaysFrom(environment.firstWeekday);
  const hours = Array.from({ length: 24 }, (_, place) => (startsAt + place) % 24);
  const cells = weekdays.flatMap((weekday) =>
    hours.map((hour) => ({ weekday, hour, focus: focusAt(weekday, hour) })),
  );
  const most = cells.reduce((most, cell) => (cell.focus > most.focus ? cell : most));
  const title = i18n.t('stats.by_hour');
  const caption = `${title}, ${formatter.period(period)}`;
  const lead =
    most.focus > 0
      ? i18n.t('stats.best_hour', [
          formatter.weekday(most.weekday, 'long'),
          formatter.hour(most.hour),
          formatter.duration(most.focus),
        ])
      : i18n.t('stats.nothing');
  const table: ChartTable = {
    caption,
    columns: [
      { name: i18n.t('stats.column.hour'), holds: 'text' },
      ...weekdays.map((weekday) => ({ name: formatter.weekday(weekday, 'short'), holds: 'focus' as const })),
    ],
    rows: hours.map((hour) => [
      { text: formatter.hour(hour) },
      ...weekdays.map((weekday) => ({ focus: focusAt(weekday, hour) })),
    ]),
  };
  return (
    <ChartFrame
      title={title}
      lead={lead}
      table={table}
      file={{ name: chartFileName('hours', period), table }}
      environment={environment}
    >
      <div class="hours" role="img" aria-label={i18n.t('stats.cell', [caption, lead])}>
        {weekdays.map((weekday) => (
          <div key={weekday} class="hours-row" aria-hidden="true">
            <div class="hours-name">{formatter.weekday(weekday, 'short')}</div>
            {hours.map((hour) => {
              const focus = focusAt(weekday, hour);
              const when = `${formatter.weekday(weekday, 'short')} ${formatter.hour(hour)}`;
              const size = focus > 0 ? 20 + 80 * Math.sqrt(focus / most.focus) : 0;
              return (
                <div
                  key={hour}
                  class="hours-cell"
                  title={i18n.t('stats.cell', [when, formatter.duration(focus)])}
                >
                  <div class="dot" data-some={focus > 0} style={{ '--size': `${size}%` }} />
                </div>
              );
            })}
          </div>
        ))}
        <div class="hours-row" aria-hidden="true">
          <div class="hours-name" />
          {hours
            .filter((_, place) => place % 3 === 0)
            .map((hour, place) => (
              <div
                key={hour}
                class="hours-label"
                data-minor={place % 2 === 1}
                style={{ gridColumnStart: 2 + place * 3 }}
              >
                {formatter.hour(hour)}
              </div>
            ))}
        </div>
      </div>
    </ChartFrame>
  );
}
