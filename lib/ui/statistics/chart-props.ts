import type { Day } from '../../statistics/day.ts';
import type { HistorySummary } from '../../statistics/history-summary.ts';
import type { Period } from '../../statistics/period.ts';
import type { StatisticsEnvironment } from './environment.ts';

/** What every chart is drawn from. */
export interface ChartProps {
  facts: HistorySummary;
  period: Period;
  environment: StatisticsEnvironment;
}

/** Of a chart that has days in it. */
export interface DayChartProps extends ChartProps {
  /** Minutes a day; 0 is none. */
  goal: number;
  /** Opens a day's sessions. */
  onDay(day: Day): void;
}
