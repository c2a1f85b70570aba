import './chart-table-view.css';
import { i18n } from '#i18n';
import { cellText, type ChartTable } from '../../statistics/charts/chart-table.ts';
import type { Formatter } from '../../statistics/formatter.ts';

export interface ChartTableViewProps {
  table: ChartTable;
  formatter: Formatter;
}

/** A wide table scrolls in a frame of its own, which the keyboard can reach. */
export function ChartTableView({ table: { caption, columns, rows }, formatter }: ChartTableViewProps) {
  return (
    <div class="table-frame" role="region" aria-label={i18n.t('stats.table_of', [caption])} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, holds }) => (
              <th key={name} scope="col" data-holds={holds}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest], place) => (
            <tr key={place}>
              <th scope="row">{first && cellText(first, formatter)}</th>
              {rest.map((cell, column) => (
                <td key={column} data-none={'focus' in cell && cell.focus === 0}>
                  {cellText(cell, formatter)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
