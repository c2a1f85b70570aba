import './year-chart.css';
import { i18n } from '#i18n';
import { dateOf, dayOfDate, weekStart, weekdaysFrom } from '../../statistics/day.ts';
import { levelLimits } from '../../statistics/focus-level.ts';
import { buckets, type Period, type DaySpan } from '../../statistics/period.ts';
import { chartFileName, type ChartCell, type ChartTable } from '../../statistics/charts/chart-table.ts';
import { countDays, totalOf, type DayTotals } from '../../statistics/totals.ts';
import { ChartFrame } from './chart-frame.tsx';
import { Legend, Month } from './month.tsx';
import type { DayChartProps } from './chart-props.ts';
import type { StatisticsEnvironment } from './environment.ts';

/** The year of the chosen period, one square a day: the more focus, the bigger and darker. */
export function YearChart({ facts, goal, period, environment, onDay }: DayChartProps) {
  const { days, range: extent } = facts;
  const { formatter } = environment;
  const { year } = dateOf(Math.min(period.to - 1, extent.today));
  const whole: Period = { scope: 'year', from: dayOfDate(year, 0, 1), to: dayOfDate(year + 1, 0, 1) };
  const sum = totalOf(days, whole.from, whole.to);
  const count = countDays(days, whole.from, whole.to, 0);
  const title = i18n.t('stats.year_title', [formatter.year(whole.from)]);
  const lead = i18n.t('stats.year_sum', count, [formatter.duration(sum.focus), formatter.count(count)]);
  const steps = levelLimits(goal);
  const last = Math.min(whole.to - 1, extent.today);
  return (
    <ChartFrame
      title={title}
      lead={lead}
      table={weekTable(days, { ...whole, to: last + 1 }, title, environment)}
      file={{
        name: chartFileName('year', { ...whole, to: last + 1 }),
        table: dayTable(days, { ...whole, to: last + 1 }, title),
      }}
      environment={environment}
    >
      <div class="year" role="img" aria-label={i18n.t('stats.cell', [title, lead])}>
        {buckets(whole).map((month) => (
          <Month
            key={month.from}
            month={month}
            days={days}
            steps={steps}
            today={extent.today}
            environment={environment}
            onDay={onDay}
          />
        ))}
      </div>
      <Legend steps={steps} hasGoal={goal > 0} formatter={formatter} />
    </ChartFrame>
  );
}

/** A row for each week, a column for each weekday. */
function weekTable(
  days: DayTotals,
  { from, to }: DaySpan,
  caption: string,
  { formatter, firstWeekday }: StatisticsEnvironment,
): ChartTable {
  const weeks: ChartCell[][] = [];
  for (let start = weekStart(from, firstWeekday); start < to; start += 7) {
    const cells = Array.from({ length: 7 }, (_, place): ChartCell => {
      const day = start + place;
      return day < from || day >= to ? { text: '' } : { focus: days.get(day)?.focus ?? 0 };
    });
    weeks.push([{ text: formatter.date(start) }, ...cells]);
  }
  return {
    caption,
    columns: [
      { name: i18n.t('stats.week_of'), holds: 'text' },
      ...weekdaysFrom(firstWeekday).map((weekday) => ({
        name: formatter.weekday(weekday, 'short'),
        holds: 'focus' as const,
      })),
    ],
    rows: weeks,
  };
}

function dayTable(days: DayTotals, { from, to }: DaySpan, caption: string): ChartTable {
  return {
    caption,
    columns: [
      { name: i18n.t('stats.column.day'), holds: 'day' },
      { name: i18n.t('stats.column.focus'), holds: 'focus' },
      { name: i18n.t('stats.column.pomodoros'), holds: 'count' },
    ],
    rows: Array.from({ length: to - from }, (_, place) => {
      const total = days.get(from + place);
      return [{ day: from + place }, { focus: total?.focus ?? 0 }, { count: total?.pomodoros ?? 0 }];
    }),
  };
}
