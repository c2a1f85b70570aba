import { i18n } from '#i18n';
import type { ChartTable } from '../../statistics/chart-table.ts';
import type { TaskTotal } from '../../statistics/task-totals.ts';

/** What a line of the list by task is called. */
export function taskTotalLabel({ kind, title }: TaskTotal): string {
  if (kind === 'none') return i18n.t('stats.no_task');
  if (kind === 'unknown') return i18n.t('stats.unknown_tasks');
  return kind === 'deleted' ? i18n.t('stats.task_deleted', [title]) : title;
}

export function taskTable(lines: readonly TaskTotal[], caption: string): ChartTable {
  return {
    caption,
    columns: [
      { name: i18n.t('stats.column.task'), holds: 'text' },
      { name: i18n.t('stats.column.focus'), holds: 'focus' },
      { name: i18n.t('stats.column.pomodoros'), holds: 'count' },
    ],
    rows: lines.map((line) => [
      { text: taskTotalLabel(line) },
      { focus: line.total.focus },
      { count: line.total.pomodoros },
    ]),
  };
}
