import type { Day } from '../../statistics/day.ts';
import type { HistorySummary } from '../../statistics/history-summary.ts';
import type { Period } from '../../statistics/period.ts';
import type { totalsByTask } from '../../statistics/totals.ts';
import type { Task } from '../../store/rows.ts';
import type { StatisticsEnvironment } from './environment.ts';

/** What every chart is drawn from. */
export interface ChartProps {
  facts: HistorySummary;
  period: Period;
  environment: StatisticsEnvironment;
}

/** Of a list by task or by tag. */
export interface TaskChartProps extends Omit<ChartProps, 'facts'> {
  /** The totals of the period, from `totalsByTask`. */
  byTask: ReturnType<typeof totalsByTask>;
  tasks: readonly Task[];
}

/** Of a chart that has days in it. */
export interface DayChartProps extends ChartProps {
  /** Minutes a day; 0 is none. */
  goal: number;
  /** Opens a day's sessions. */
  onDay(day: Day): void;
}
