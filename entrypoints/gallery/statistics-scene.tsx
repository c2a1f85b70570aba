import { render } from 'preact';
import { createFormatter } from '../../lib/statistics/formatter.ts';
import type { Live } from '../../lib/ui/page/signals.ts';
import { StatsPage } from '../../lib/ui/statistics/page.tsx';
import { uiLocale } from '../../lib/ui/kit/locale.ts';
import { createRuns } from '../../lib/ui/statistics/runs.ts';

const nothing = () => {};

export async function showStatistics(live: Live): Promise<void> {
  const around = {
    words: createFormatter(uiLocale()),
    firstWeekday: 1 as const,
    // In one zone for everybody, so that the same history makes the same picture everywhere.
    zone: () => 'UTC',
    offsetIn: () => () => 0,
    save: nothing,
    openGoal: nothing,
  };
  const runs = createRuns(live);
  await runs.read();
  render(<StatsPage live={live} runs={runs.all} around={around} />, document.body);
}
