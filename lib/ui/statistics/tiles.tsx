import './tiles.css';
import type { ComponentChildren, RefObject } from 'preact';
import { i18n } from '#i18n';
import type { Day } from '../../statistics/day.ts';
import type { HistorySummary } from '../../statistics/history-summary.ts';
import { periodAt } from '../../statistics/period.ts';
import { streakOf } from '../../statistics/streak.ts';
import { totalOf } from '../../statistics/totals.ts';
import type { Formatter } from '../../statistics/formatter.ts';
import type { StatisticsEnvironment } from './environment.ts';

export interface TilesProps {
  facts: HistorySummary;
  /** Minutes a day; 0 is none. */
  goal: number;
  environment: StatisticsEnvironment;
  onDay(day: Day): void;
  /** The button that opens the report of this week. */
  reportLink: RefObject<HTMLButtonElement | null>;
  onReport(): void;
}

/** The few numbers that people mostly come for. */
export function Tiles({ facts: { days, range: extent }, goal, environment, ...props }: TilesProps) {
  const { onDay, onReport, reportLink } = props;
  const { formatter } = environment;
  const { today, firstDay: first } = extent;
  const thisWeek = periodAt('week', today, extent);
  const now = totalOf(days, today, today + 1);
  const week = totalOf(days, thisWeek.from, thisWeek.to);
  const before = totalOf(days, thisWeek.from - 7, thisWeek.from);
  const ever = totalOf(days, first, today + 1);
  const streak = streakOf(days, today);
  return (
    <section class="tiles" aria-label={i18n.t('stats.overview')}>
      <Tile name={i18n.t('stats.today')} value={formatter.duration(now.focus)}>
        <Goal focus={now.focus} goal={goal} environment={environment} />
        <p>{i18n.t('stats.pomodoros', now.pomodoros, [formatter.count(now.pomodoros)])}</p>
        <button type="button" class="quiet tile-link" onClick={() => onDay(today)}>
          {i18n.t('stats.show_day')}
        </button>
      </Tile>
      <Tile name={i18n.t('stats.this_week')} value={formatter.duration(week.focus)}>
        <p>{i18n.t('stats.pomodoros', week.pomodoros, [formatter.count(week.pomodoros)])}</p>
        {first < thisWeek.from && <p>{i18n.t('stats.last_week', [formatter.duration(before.focus)])}</p>}
        <button type="button" class="quiet tile-link report-link" ref={reportLink} onClick={onReport}>
          {i18n.t('report.title')}
        </button>
      </Tile>
      <Tile name={i18n.t('stats.streak')} value={daysText(streak.current, formatter)}>
        <p>{i18n.t('stats.longest', streak.longest, [formatter.count(streak.longest)])}</p>
      </Tile>
      <Tile name={i18n.t('stats.all_time')} value={formatter.duration(ever.focus)}>
        <p>
          {i18n.t('stats.pomodoros_since', ever.pomodoros, [
            formatter.count(ever.pomodoros),
            formatter.date(first),
          ])}
        </p>
      </Tile>
    </section>
  );
}

function daysText(count: number, formatter: Formatter): string {
  return i18n.t('stats.days', count, [formatter.count(count)]);
}

function Tile({ name, value, children }: { name: string; value: string; children: ComponentChildren }) {
  return (
    <div class="tile">
      <h2>{name}</h2>
      <p class="tile-figure">{value}</p>
      {children}
    </div>
  );
}

function Goal({
  focus,
  goal,
  environment,
}: {
  focus: number;
  goal: number;
  environment: StatisticsEnvironment;
}) {
  const { formatter } = environment;
  if (goal <= 0) {
    return (
      <button type="button" class="quiet tile-link" onClick={environment.openGoal}>
        {i18n.t('stats.set_goal')}
      </button>
    );
  }
  const part = focus / (goal * 60_000);
  const goalText = formatter.duration(goal * 60_000);
  return (
    <>
      <div class="meter" aria-hidden="true">
        <div class="meter-part" style={{ inlineSize: `${Math.min(100, part * 100)}%` }} />
      </div>
      <p>
        {part >= 1
          ? i18n.t('stats.goal_reached', [goalText])
          : i18n.t('stats.goal_part', [formatter.percent(Math.floor(part * 100) / 100), goalText])}
      </p>
    </>
  );
}
