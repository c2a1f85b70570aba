import './week-report.css';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { HistorySummary } from '../../../statistics/history-summary.ts';
import type { Period } from '../../../statistics/period.ts';
import { tagTotals } from '../../../statistics/tags/tag-totals.ts';
import { nameTaskTotals } from '../../../statistics/task-totals.ts';
import { totalsByTask } from '../../../statistics/totals.ts';
import { createWeekReport } from '../../../statistics/report/week-report.ts';
import { writeMarkdown } from '../../../statistics/report/write-markdown.ts';
import type { Task } from '../../../store/rows.ts';
import { inSentences } from '../../../language/join-sentences.ts';
import { CopyButton } from '../../kit/copy-button.tsx';
import { uiLocale } from '../../kit/locale.ts';
import { useAnnounceChange } from '../announce-change.ts';
import type { StatisticsEnvironment } from '../environment.ts';
import { namedTags, namedTasks, totalsTable } from '../named-totals.ts';
import { TaskCharts } from '../task-charts.tsx';
import { DaysPicture, reportDaysTable } from './days-picture.tsx';
import { weekName, weekSentences } from './report-words.ts';
import { WeekSteps } from './week-steps.tsx';

export interface WeekReportViewProps {
  facts: HistorySummary;
  week: Period;
  /** Minutes a day; 0 is none. */
  goal: number;
  /** The hour that days begin at. */
  startsAt: number;
  tasks: readonly Task[];
  environment: StatisticsEnvironment;
}

/** What a week came to, in words and one picture. It takes the focus when it opens. */
export function WeekReportView({ facts, week, tasks, startsAt, environment, ...props }: WeekReportViewProps) {
  const { formatter, goTo } = environment;
  const { range } = facts;
  const goal = props.goal * 60_000;
  const report = createWeekReport({ facts, week, goal, startsAt });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const name = weekName(report, formatter);
  useAnnounceChange(name);
  const text = inSentences(weekSentences(report, goal, formatter), uiLocale());
  const days = reportDaysTable(report, range.today, formatter);
  const hasFocus = report.total.focus > 0;
  function asMarkdown(): string {
    const totals = totalsByTask(facts.runs, facts.localDays, week);
    const byTask = namedTasks(nameTaskTotals(totals, tasks));
    const byTag = namedTags(tagTotals(totals, tasks));
    const lists = [
      { title: i18n.t('stats.by_task'), column: i18n.t('stats.column.task'), lines: byTask },
      { title: i18n.t('stats.by_tag'), column: i18n.t('stats.column.tag'), lines: byTag },
    ];
    const page = {
      title: i18n.t('stats.cell', [i18n.t('report.title'), name]),
      text,
      sections: [
        { title: i18n.t('stats.by_day'), table: days },
        ...lists
          .filter(({ lines }) => lines.length > 0)
          .map(({ title, column, lines }) => ({ title, table: totalsTable(lines, column, title) })),
      ],
    };
    return writeMarkdown(page, formatter);
  }
  return (
    <section class="report" aria-labelledby="report-heading">
      <div class="figure-head">
        <h2 id="report-heading" class="period-title" ref={heading} tabIndex={-1}>
          {name}
        </h2>
        <WeekSteps week={week} range={range} goTo={goTo} />
      </div>
      <p class="report-words">{text}</p>
      <div class="report-buttons">
        <button type="button" class="chip" onClick={() => goTo('')}>
          {i18n.t('report.back')}
        </button>
        <button type="button" class="chip" onClick={environment.print}>
          {i18n.t('report.print')}
        </button>
        <CopyButton name={i18n.t('report.copy')} text={asMarkdown} copy={environment.copy} />
      </div>
      <DaysPicture report={report} table={days} goal={goal} today={range.today} environment={environment} />
      {hasFocus && <TaskCharts facts={facts} period={week} tasks={tasks} environment={environment} />}
    </section>
  );
}
