import { signal } from '@preact/signals';
import { render } from '@testing-library/preact';
import { createFormatter } from '../../../statistics/formatter.ts';
import { offsetOf } from '../../../statistics/testing/zone.ts';
import { fixedSignals, recordingActions, type FakeAnswer, type PageFixture } from '../../testing/fixtures.ts';
import type { StatisticsEnvironment } from '../environment.ts';
import { StatisticsPage } from '../page.tsx';
import { createRuns } from '../runs.ts';

/** Draws the page at an instant, in English and UTC, and keeps what it asked of its environment. */
export async function openStatistics(
  fixture: PageFixture,
  now: number,
  more: Partial<Pick<StatisticsEnvironment, 'afterPaint' | 'copy' | 'firstWeekday'>> & { at?: string } = {},
  answer?: FakeAnswer,
) {
  const signals = fixedSignals(fixture);
  signals.now.value = now;
  const files: { name: string; text: string }[] = [];
  const asked = { goal: 0, zone: 'UTC', import: 0, start: 0, print: 0 };
  const { at = '', ...other } = more;
  const address = signal(at);
  const environment: StatisticsEnvironment = {
    formatter: createFormatter('en'),
    firstWeekday: 1,
    zone: () => asked.zone,
    offsetIn: offsetOf,
    save: (name, text) => files.push({ name, text }),
    openGoal: () => (asked.goal += 1),
    openImport: () => (asked.import += 1),
    start() {
      asked.start += 1;
      return Promise.resolve({ ok: false, reason: 'storage_full' });
    },
    address,
    goTo: (next) => (address.value = next),
    copy: () => Promise.resolve(),
    print: () => (asked.print += 1),
    ...other,
  };
  const runs = createRuns(signals);
  await runs.read();
  const { actions, sent, announced } = recordingActions(answer);
  render(<StatisticsPage signals={signals} actions={actions} runs={runs.all} environment={environment} />);
  return { signals, address, files, asked, actions, sent, announced };
}
