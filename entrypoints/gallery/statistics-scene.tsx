import { render } from 'preact';
import { createFormatter } from '../../lib/statistics/formatter.ts';
import { followAddress } from '../../lib/ui/page/address.ts';
import type { PageActions } from '../../lib/ui/page/actions.ts';
import type { PageSignals } from '../../lib/ui/page/signals.ts';
import { StatisticsPage } from '../../lib/ui/statistics/page.tsx';
import { uiLocale } from '../../lib/ui/kit/locale.ts';
import { createRuns } from '../../lib/ui/statistics/runs.ts';

const nothing = () => {};

export async function showStatistics(signals: PageSignals, actions: PageActions): Promise<void> {
  const environment = {
    formatter: createFormatter(uiLocale()),
    firstWeekday: 1 as const,
    // One zone for everybody, so that the same history makes the same charts everywhere.
    zone: () => 'UTC',
    offsetIn: () => () => 0,
    save: nothing,
    openGoal: nothing,
    openImport: nothing,
    address: followAddress(window),
    goTo: (next: string) => (location.hash = next),
    copy: () => Promise.resolve(),
    print: nothing,
    start: () => Promise.resolve({ ok: true as const }),
  };
  const runs = createRuns(signals);
  await runs.read();
  render(
    <StatisticsPage signals={signals} actions={actions} runs={runs.all} environment={environment} />,
    document.body,
  );
}
