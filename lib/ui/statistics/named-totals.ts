import { i18n } from '#i18n';
import type { ChartTable } from '../../statistics/charts/chart-table.ts';
import type { TagTotal } from '../../statistics/tags/tag-totals.ts';
import type { TaskTotal } from '../../statistics/task-totals.ts';
import type { Total } from '../../statistics/totals.ts';

/** A line of a list by task or by tag. */
export interface NamedTotal {
  name: string;
  kind: TaskTotal['kind'] | 'tag';
  total: Total;
}

export function namedTasks(lines: readonly TaskTotal[]): NamedTotal[] {
  return lines.map((line) => ({ name: labelOf(line), kind: line.kind, total: line.total }));
}

function labelOf({ kind, title }: TaskTotal): string {
  if (kind === 'none') return i18n.t('stats.no_task');
  if (kind === 'unknown') return i18n.t('stats.unknown_tasks');
  return kind === 'deleted' ? i18n.t('stats.task_deleted', [title]) : title;
}

export function namedTags(lines: readonly TagTotal[]): NamedTotal[] {
  return lines.map(({ tag, total }) =>
    tag === null
      ? { name: i18n.t('stats.no_tag'), kind: 'none', total }
      : { name: `@${tag}`, kind: 'tag', total },
  );
}

/** `column` is what stands over the names. */
export function totalsTable(lines: readonly NamedTotal[], column: string, caption: string): ChartTable {
  return {
    caption,
    columns: [
      { name: column, holds: 'text' },
      { name: i18n.t('stats.column.focus'), holds: 'focus' },
      { name: i18n.t('stats.column.pomodoros'), holds: 'count' },
    ],
    rows: lines.map(({ name, total }) => [
      { text: name },
      { focus: total.focus },
      { count: total.pomodoros },
    ]),
  };
}
