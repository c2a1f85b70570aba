import { i18n } from '#i18n';
import { tagTotals } from '../../statistics/tags/tag-totals.ts';
import type { TaskChartProps } from './chart-props.ts';
import { namedTags } from './named-totals.ts';
import { TotalsTable } from './totals-table.tsx';

/** Nothing where no task of the period has a tag. */
export function TagsChart({ byTask, period, tasks, environment }: TaskChartProps) {
  const totals = tagTotals(byTask, tasks);
  if (totals.length === 0) return null;
  return (
    <TotalsTable
      title={i18n.t('stats.by_tag')}
      column={i18n.t('stats.column.tag')}
      showAll="stats.show_all_tags"
      file="tags"
      lead={i18n.t('stats.by_tag_lead')}
      lines={namedTags(totals)}
      whole={byTask.reduce((sum, { total }) => sum + total.focus, 0)}
      period={period}
      environment={environment}
    />
  );
}
