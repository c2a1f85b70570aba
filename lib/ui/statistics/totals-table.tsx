import './chart-table-view.css';
import './tasks-chart.css';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { chartFileName } from '../../statistics/charts/chart-table.ts';
import { ChartFrame } from './chart-frame.tsx';
import type { ChartProps } from './chart-props.ts';
import { totalsTable, type NamedTotal } from './named-totals.ts';

export interface TotalsTableProps extends Omit<ChartProps, 'facts'> {
  title: string;
  /** What the names are, over their column. */
  column: string;
  /** The text of the button that unfolds them. */
  showAll: 'stats.show_all' | 'stats.show_all_tags';
  /** What the file is called by. */
  file: string;
  lines: readonly NamedTotal[];
  /** All of the focus that the shares are of, milliseconds. */
  whole: number;
  lead?: string;
}

const few = 8;

/** Totals by name: a table that is a chart too, because each line has a bar. */
export function TotalsTable({
  title,
  column,
  showAll,
  file,
  lines,
  whole,
  lead,
  ...shown
}: TotalsTableProps) {
  const [isWhole, showWhole] = useState(false);
  const { period, environment } = shown;
  const { formatter } = environment;
  const most = Math.max(1, ...lines.map(({ total }) => total.focus));
  const caption = `${title}, ${formatter.period(period)}`;
  const said = lines.length === 0 ? i18n.t('stats.nothing') : lead;
  return (
    <ChartFrame
      title={title}
      {...(said !== undefined && { lead: said })}
      file={{ name: chartFileName(file, period), table: totalsTable(lines, column, caption) }}
      environment={environment}
    >
      {lines.length > 0 && (
        <table class="by-task">
          <caption class="unseen">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{column}</th>
              <th scope="col">{i18n.t('stats.column.focus')}</th>
              <th scope="col">{i18n.t('stats.column.share')}</th>
              <th scope="col">{i18n.t('stats.column.pomodoros')}</th>
            </tr>
          </thead>
          <tbody>
            {(isWhole ? lines : lines.slice(0, few)).map(({ name, kind, total }, place) => (
              <tr key={place}>
                <th scope="row">
                  <div class="task-name" data-kind={kind} dir="auto" title={name}>
                    {name}
                  </div>
                  <div class="task-bar" style={{ inlineSize: `${(total.focus / most) * 100}%` }} />
                </th>
                <td>{formatter.duration(total.focus)}</td>
                <td>{formatter.percent(total.focus / (whole || 1))}</td>
                <td>{formatter.count(total.pomodoros)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {lines.length > few && (
        <button
          type="button"
          class="quiet more-tasks"
          aria-expanded={isWhole}
          onClick={() => showWhole(!isWhole)}
        >
          {isWhole
            ? i18n.t('stats.show_fewer')
            : i18n.t(showAll, lines.length, [formatter.count(lines.length)])}
        </button>
      )}
    </ChartFrame>
  );
}
