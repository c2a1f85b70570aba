import { useState } from 'preact/hooks';
import type { Day } from '../../statistics/day.ts';
import type { HistorySummary } from '../../statistics/history-summary.ts';
import { periodAt, type Scope } from '../../statistics/period.ts';
import { totalOf } from '../../statistics/totals.ts';
import type { Task } from '../../store/rows.ts';
import { DaysChart } from './days-chart.tsx';
import type { StatisticsEnvironment } from './environment.ts';
import { HoursChart } from './hours-chart.tsx';
import { PeriodPicker, scopes } from './period-picker.tsx';
import { TaskCharts } from './task-charts.tsx';
import { YearChart } from './year-chart.tsx';

export interface ChartsProps {
  facts: HistorySummary;
  goal: number;
  tasks: readonly Task[];
  /** The hour that days begin at. */
  startsAt: number;
  environment: StatisticsEnvironment;
  /** Opens a day's sessions. */
  onDay(day: Day): void;
}

/** The charts of one period, and the choice of the period. */
export function Charts({ facts, goal, tasks, startsAt, environment, onDay }: ChartsProps) {
  // Null means today, so that the page goes on to the next day at midnight.
  const [at, goTo] = useState<Day | null>(null);
  const { range: extent } = facts;
  const [scope, choose] = useState<Scope>(() => shortestWithFocus(facts));
  const period = periodAt(scope, at ?? extent.today, extent);
  const shown = { facts, period, environment };
  return (
    <>
      <PeriodPicker
        period={period}
        extent={extent}
        formatter={environment.formatter}
        onScope={choose}
        onPeriod={({ from, to }) => goTo(from <= extent.today && extent.today < to ? null : from)}
      />
      <DaysChart {...shown} goal={goal} onDay={onDay} />
      {totalOf(facts.days, period.from, period.to).focus > 0 && (
        <>
          <HoursChart {...shown} startsAt={startsAt} />
          <TaskCharts {...shown} tasks={tasks} />
        </>
      )}
      <YearChart {...shown} goal={goal} onDay={onDay} />
    </>
  );
}

/** The shortest period with any focus in it. On a Monday morning the week would be empty. */
function shortestWithFocus({ days, range: extent }: HistorySummary): Scope {
  const hasFocus = (scope: Scope) => {
    const { from, to } = periodAt(scope, extent.today, extent);
    return totalOf(days, from, to).focus > 0;
  };
  return scopes.find(hasFocus) ?? 'all';
}
