import { i18n } from '#i18n';
import type { WeekReport } from '../../../statistics/report/week-report.ts';
import type { Formatter } from '../../../statistics/formatter.ts';
import { listText } from '../../kit/list-text.ts';

const minute = 60_000;

/** The week, and that it is not over if it is not. */
export function weekName({ week, isRunning }: WeekReport, formatter: Formatter): string {
  const name = formatter.period(week);
  return isRunning ? i18n.t('report.so_far', [name]) : name;
}

/** What a week came to, in sentences. They praise and blame nobody. `goal` is in milliseconds. */
export function weekSentences(report: WeekReport, goal: number, formatter: Formatter): string[] {
  const { total, isRunning, focusDays, goalDays, bestDay, bestHours } = report;
  const { count, duration } = formatter;
  if (total.focus === 0) return [i18n.t(isRunning ? 'report.empty_so_far' : 'report.empty')];
  const sentences = [
    i18n.t('report.sum', total.pomodoros, [count(total.pomodoros), duration(total.focus)]),
    ...comparison(report, formatter),
    i18n.t('report.days', focusDays, [count(focusDays)]),
  ];
  if (bestDay && focusDays > 1) {
    const name = formatter.day(bestDay.day);
    sentences.push(i18n.t('report.best_day', [name, duration(bestDay.total.focus)]));
  }
  if (goalDays > 0) {
    sentences.push(i18n.t('report.goal_days', goalDays, [count(goalDays), duration(goal)]));
  }
  const hours = bestHours.map(({ hour, focus }) =>
    i18n.t('report.hour', [formatter.hour(hour), duration(focus)]),
  );
  sentences.push(i18n.t('report.best_hours', [listText(hours)]));
  return sentences;
}

/** A week that runs is compared with the same days of the week before, a whole one with the whole one. */
function comparison({ before, total, isRunning }: WeekReport, { duration }: Formatter): string[] {
  if (before === null) return [];
  if (before.total.focus === 0) return [i18n.t('report.before_none')];
  if (isRunning) {
    return [i18n.t('report.before_so_far', [duration(before.soFar.focus), duration(before.total.focus)])];
  }
  // In whole minutes, as both are shown, so that the numbers in the text agree.
  const more = Math.round(total.focus / minute) - Math.round(before.total.focus / minute);
  if (more === 0) return [i18n.t('report.same')];
  const texts: [string, string] = [duration(Math.abs(more) * minute), duration(before.total.focus)];
  return [more > 0 ? i18n.t('report.more', texts) : i18n.t('report.less', texts)];
}
