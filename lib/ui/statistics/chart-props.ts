import type { HistorySummary } from '../../statistics/history-summary.ts';
import type { Period } from '../../statistics/period.ts';
import type { StatisticsEnvironment } from './environment.ts';

/** What every chart is drawn from. */
export interface ChartProps {
  facts: HistorySummary;
  period: Period;
  environment: StatisticsEnvironment;
}
