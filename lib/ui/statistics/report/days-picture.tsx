import { i18n } from '#i18n';
import { barLabel, barName } from '../../../statistics/charts/bar-label.ts';
import { chartFileName, type ChartTable } from '../../../statistics/charts/chart-table.ts';
import type { Formatter } from '../../../statistics/formatter.ts';
import type { ReportDay, WeekReport } from '../../../statistics/report/week-report.ts';
import { Bars } from '../bars.tsx';
import { ChartFrame } from '../chart-frame.tsx';
import type { StatisticsEnvironment } from '../environment.ts';

export interface DaysPictureProps {
  report: WeekReport;
  table: ChartTable;
  /** Milliseconds; 0 is none. */
  goal: number;
  today: number;
  environment: StatisticsEnvironment;
}

/** The days of the week as bars, each beside the outline of the same day of the week before. */
export function DaysPicture({ report, table, goal, today, environment }: DaysPictureProps) {
  const { week, days, before, bestDay, total } = report;
  const { formatter } = environment;
  const title = i18n.t('stats.by_day');
  return (
    <ChartFrame
      title={title}
      table={table}
      file={{ name: chartFileName('days', week), table }}
      environment={environment}
    >
      <Bars
        bars={days.map((day) => ({
          ...barLabel(spanOf(day), week, formatter),
          key: day.day,
          focus: day.total.focus,
          before: before ? day.before.focus : 0,
          isToday: day.day === today,
          title: i18n.t('stats.cell', [formatter.dayShort(day.day), formatter.duration(day.total.focus)]),
        }))}
        goal={goal}
        label={
          bestDay
            ? i18n.t('stats.most', [
                table.caption,
                i18n.t('stats.sum', [formatter.duration(total.focus)]),
                barName(spanOf(bestDay), 'day', formatter),
                formatter.duration(bestDay.total.focus),
              ])
            : i18n.t('stats.cell', [table.caption, i18n.t('stats.nothing')])
        }
        formatter={formatter}
      />
      {before && (
        <ul class="report-legend">
          <li data-of="week">{i18n.t('report.this_week')}</li>
          <li data-of="before">{i18n.t('report.week_before')}</li>
        </ul>
      )}
    </ChartFrame>
  );
}

function spanOf({ day }: ReportDay) {
  return { from: day, to: day + 1 };
}

/** The days that have come, and the same days of the week before. */
export function reportDaysTable(report: WeekReport, today: number, formatter: Formatter): ChartTable {
  const hasBefore = report.before !== null;
  return {
    caption: `${i18n.t('stats.by_day')}, ${formatter.period(report.week)}`,
    columns: [
      { name: i18n.t('stats.column.day'), holds: 'day' },
      { name: i18n.t('stats.column.focus'), holds: 'focus' },
      { name: i18n.t('stats.column.pomodoros'), holds: 'count' },
      ...(hasBefore ? [{ name: i18n.t('report.week_before'), holds: 'focus' as const }] : []),
    ],
    rows: report.days
      .filter(({ day }) => day <= today)
      .map(({ day, total, before }) => [
        { day },
        { focus: total.focus },
        { count: total.pomodoros },
        ...(hasBefore ? [{ focus: before.focus }] : []),
      ]),
  };
}
