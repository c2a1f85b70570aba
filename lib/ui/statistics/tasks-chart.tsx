import { i18n } from '#i18n';
import { nameTaskTotals } from '../../statistics/task-totals.ts';
import { totalsByTask } from '../../statistics/totals.ts';
import type { Task } from '../../store/rows.ts';
import type { ChartProps } from './chart-props.ts';
import { namedTasks } from './named-totals.ts';
import { TotalsTable } from './totals-table.tsx';

export function TasksChart({ facts, period, tasks, environment }: ChartProps & { tasks: readonly Task[] }) {
  const totals = nameTaskTotals(totalsByTask(facts.runs, facts.localDays, period), tasks);
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
