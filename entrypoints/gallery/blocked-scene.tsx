import { signal } from '@preact/signals';
import { render } from 'preact';
import { BlockedPage } from '../../lib/ui/blocked/page.tsx';
import type { PageSignals } from '../../lib/ui/page/signals.ts';

const nothing = () => {};

export function showBlocked(signals: PageSignals): void {
  const site = signals.settings.peek().sites[0] ?? 'other.example';
  const environment = {
    target: new URL(`https://${site}/`),
    passes: signal({}),
    machineNow: () => signals.now.value,
    allow: () => Promise.resolve(),
    openTarget: nothing,
    options: '#',
  };
  render(<BlockedPage signals={signals} environment={environment} />, document.body);
}
