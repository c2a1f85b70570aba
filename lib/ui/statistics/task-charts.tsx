import { totalsByTask } from '../../statistics/totals.ts';
import type { Task } from '../../store/rows.ts';
import type { ChartProps } from './chart-props.ts';
import { TagsChart } from './tags-chart.tsx';
import { TasksChart } from './tasks-chart.tsx';

/** The focus of a period by task and by tag, from one pass over it. */
export function TaskCharts({ facts, period, ...shown }: ChartProps & { tasks: readonly Task[] }) {
  const byTask = totalsByTask(facts.runs, facts.localDays, period);
  return (
    <>
      <TasksChart {...shown} period={period} byTask={byTask} />
      <TagsChart {...shown} period={period} byTask={byTask} />
    </>
  );
}
