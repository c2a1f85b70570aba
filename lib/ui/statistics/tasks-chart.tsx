import { i18n } from '#i18n';
import { nameTaskTotals } from '../../statistics/task-totals.ts';
import type { TaskChartProps } from './chart-props.ts';
import { namedTasks } from './named-totals.ts';
import { TotalsTable } from './totals-table.tsx';

export function TasksChart({ byTask, period, tasks, environment }: TaskChartProps) {
  const totals = nameTaskTotals(byTask, tasks);
  return (
    <TotalsTable
      title={i18n.t('stats.by_task')}
      column={i18n.t('stats.column.task')}
      showAll="stats.show_all"
      file="tasks"
      lines={namedTasks(totals)}
      whole={totals.reduce((sum, { total }) => sum + total.focus, 0)}
      period={period}
      environment={environment}
    />
  );
}
