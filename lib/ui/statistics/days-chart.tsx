import { i18n } from '#i18n';
import { barLabel, barName } from '../../statistics/charts/bar-label.ts';
import { chartFileName, type ChartTable } from '../../statistics/charts/chart-table.ts';
import type { Formatter } from '../../statistics/formatter.ts';
import { bucketOf, buckets, daysPassed, type Bucket, type DaySpan } from '../../statistics/period.ts';
import { countDays, totalOf, type Total } from '../../statistics/totals.ts';
import { Bars } from './bars.tsx';
import { ChartFrame } from './chart-frame.tsx';
import type { DayChartProps } from './chart-props.ts';

interface Row extends DaySpan {
  total: Total;
  /** Milliseconds a day, without the days that are still to come. */
  average: number;
}

/** The focus time of each day, or a daily average where the period is long, beside the daily goal. */
export function DaysChart({ facts, goal, period, environment, onDay }: DayChartProps) {
  const { days, range: extent } = facts;
  const { formatter } = environment;
  const bucket = bucketOf(period);
  const title = i18n.t(`stats.by_${bucket}`);
  const rows = buckets(period).map((span): Row => {
    const total = totalOf(days, span.from, span.to);
    return { ...span, total, average: total.focus / daysPassed(span, extent) };
  });
  const sum = totalOf(days, period.from, period.to);
  const reached = countDays(days, period.from, period.to, goal * 60_000);
  const lead = [
    i18n.t('stats.sum', [formatter.duration(sum.focus)]),
    i18n.t('stats.average', [formatter.duration(sum.focus / daysPassed(period, extent))]),
    i18n.t('stats.pomodoros', sum.pomodoros, [formatter.count(sum.pomodoros)]),
    ...(goal > 0 ? [i18n.t('stats.goal_days', reached, [formatter.count(reached)])] : []),
  ].join(' · ');
  const most = rows.reduce((most, row) => (row.average > most.average ? row : most));
  const caption = `${title}, ${formatter.period(period)}`;
  const table = tableOf(
    rows.filter(({ from }) => from <= extent.today),
    bucket,
    caption,
    formatter,
  );
  return (
    <ChartFrame
      title={title}
      lead={sum.focus > 0 ? lead : i18n.t('stats.nothing')}
      table={table}
      file={{ name: chartFileName('days', period), table }}
      environment={environment}
    >
      <Bars
        bars={rows.map((row) => ({
          ...barLabel(row, period, formatter),
          ...barOf(row, bucket, extent.today, formatter),
        }))}
        {...(bucket === 'day' && { onPress: (day: number) => day <= extent.today && onDay(day) })}
        goal={goal * 60_000}
        label={
          sum.focus > 0
            ? i18n.t('stats.most', [
                caption,
                i18n.t('stats.sum', [formatter.duration(sum.focus)]),
                barName(most, bucket, formatter),
                formatter.duration(most.average),
              ])
            : i18n.t('stats.cell', [caption, i18n.t('stats.nothing')])
        }
        formatter={formatter}
      />
    </ChartFrame>
  );
}

function barOf(row: Row, bucket: Bucket, today: number, formatter: Formatter) {
  const name = barName(row, bucket, formatter);
  const pomodoros = i18n.t('stats.pomodoros', row.total.pomodoros, [formatter.count(row.total.pomodoros)]);
  return {
    key: row.from,
    focus: row.average,
    isToday: bucket === 'day' && row.from === today,
    title: i18n.t('stats.cell_pomodoros', [name, formatter.duration(row.average), pomodoros]),
  };
}

function tableOf(rows: readonly Row[], bucket: Bucket, caption: string, formatter: Formatter): ChartTable {
  const isDay = bucket === 'day';
  return {
    caption,
    columns: [
      { name: i18n.t(`stats.column.${bucket}`), holds: isDay ? 'day' : 'text' },
      { name: i18n.t('stats.column.focus'), holds: 'focus' },
      ...(isDay ? [] : [{ name: i18n.t('stats.column.average'), holds: 'focus' as const }]),
      { name: i18n.t('stats.column.pomodoros'), holds: 'count' },
    ],
    rows: rows.map((row) => [
      isDay ? { day: row.from } : { text: barName(row, bucket, formatter) },
      { focus: row.total.focus },
      ...(isDay ? [] : [{ focus: row.average }]),
      { count: row.total.pomodoros },
    ]),
  };
}
