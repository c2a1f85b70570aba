import '../../lib/ui/stats-page.css';
import '../../lib/ui/stats-pictures.css';
import { render } from 'preact';
import { createWords } from '../../lib/stats/words.ts';
import type { Live } from '../../lib/ui/live.ts';
import { StatsPage } from '../../lib/ui/stats-page.tsx';
import { uiLocale } from '../../lib/ui/locale.ts';
import { createRuns } from '../../lib/ui/stats-runs.tsx';

const nothing = () => {};

export async function showStatistics(live: Live): Promise<void> {
  const around = {
    words: createWords(uiLocale()),
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
