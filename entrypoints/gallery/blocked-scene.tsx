import { signal } from '@preact/signals';
import { render } from 'preact';
import { BlockedPage } from '../../lib/ui/blocked/page.tsx';
import type { Live } from '../../lib/ui/page/signals.ts';

const nothing = () => {};

export function showBlocked(live: Live): void {
  const site = live.settings.peek().sites[0] ?? 'other.example';
  const around = {
    target: new URL(`https://${site}/`),
    passes: signal({}),
    machineNow: () => live.now.value,
    allow: () => Promise.resolve(),
    leave: nothing,
    options: '#',
  };
  render(<BlockedPage live={live} around={around} />, document.body);
}
