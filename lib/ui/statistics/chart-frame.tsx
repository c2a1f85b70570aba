import './chart-frame.css';
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { writeChartCsv, type ChartTable } from '../../statistics/charts/chart-table.ts';
import type { StatisticsEnvironment } from './environment.ts';
import { ChartTableView } from './chart-table-view.tsx';

export interface ChartFrameProps {
  title: string;
  /** One or two sentences that say what the chart shows. */
  lead?: string;
  /** The same numbers as a table. Left out where the chart is a table itself. */
  table?: ChartTable;
  /** The file that a person can save. */
  file: { name: string; table: ChartTable };
  environment: StatisticsEnvironment;
  children: ComponentChildren;
}

/** A chart with its title, its table and its file. */
export function ChartFrame({ title, lead, table, file, environment, children }: ChartFrameProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const save = () =>
    environment.save(
      `${file.name}.csv`,
      writeChartCsv(file.table, (name) => i18n.t('stats.in_minutes', [name])),
    );
  return (
    <section class="figure-section" aria-labelledby={id}>
      <div class="figure-head">
        <h3 id={id}>{title}</h3>
        <button
          type="button"
          class="quiet save"
          aria-label={i18n.t('stats.save_csv_of', [title])}
          onClick={save}
        >
          {i18n.t('stats.save_csv')}
        </button>
      </div>
      {lead && <p class="stats-soft">{lead}</p>}
      {children}
      {table && (
        <details class="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{i18n.t('stats.as_table')}</summary>
          {isOpen && <ChartTableView table={table} formatter={environment.formatter} />}
        </details>
      )}
    </section>
  );
}
