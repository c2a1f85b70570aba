import './chart-table-view.css';
import './tasks-chart.css';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { chartFileName } from '../../statistics/chart-table.ts';
import { nameTaskTotals } from '../../statistics/task-totals.ts';
import { totalsByTask } from '../../statistics/totals.ts';
import type { Task } from '../../store/rows.ts';
import { ChartFrame } from './chart-frame.tsx';
import type { ChartProps } from './chart-props.ts';
import { taskTable, taskTotalLabel } from './task-table.ts';

const few = 8;

/** A table that is a chart too: each line has a bar. */
export function TasksChart({ facts, period, tasks, environment }: ChartProps & { tasks: readonly Task[] }) {
  const [isWhole, showWhole] = useState(false);
  const { formatter } = environment;
  const lines = nameTaskTotals(totalsByTask(facts.runs, facts.localDays, period), tasks);
  const most = lines[0]?.total.focus ?? 0;
  const sum = lines.reduce((sum, { total }) => sum + total.focus, 0);
  const title = i18n.t('stats.by_task');
  const caption = `${title}, ${formatter.period(period)}`;
  return (
    <ChartFrame
      title={title}
      {...(lines.length === 0 ? { lead: i18n.t('stats.nothing') } : {})}
      file={{ name: chartFileName('tasks', period), table: taskTable(lines, caption) }}
      environment={environment}
    >
      {lines.length > 0 && (
        <table class="by-task">
          <caption class="unseen">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{i18n.t('stats.column.task')}</th>
              <th scope="col">{i18n.t('stats.column.focus')}</th>
              <th scope="col">{i18n.t('stats.column.share')}</th>
              <th scope="col">{i18n.t('stats.column.pomodoros')}</th>
            </tr>
          </thead>
          <tbody>
            {(isWhole ? lines : lines.slice(0, few)).map((line, place) => (
              <tr key={place}>
                <th scope="row">
                  <div class="task-name" data-kind={line.kind} dir="auto" title={taskTotalLabel(line)}>
                    {taskTotalLabel(line)}
                  </div>
                  <div
                    class="task-bar"
                    style={{ inlineSize: `${(line.total.focus / (most || 1)) * 100}%` }}
                  />
                </th>
                <td>{formatter.duration(line.total.focus)}</td>
                <td>{formatter.percent(line.total.focus / (sum || 1))}</td>
                <td>{formatter.count(line.total.pomodoros)}</td>
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
            : i18n.t('stats.show_all', lines.length, [formatter.count(lines.length)])}
        </button>
      )}
    </ChartFrame>
  );
}
