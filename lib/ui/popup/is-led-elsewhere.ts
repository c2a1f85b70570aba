import type { PageSignals } from '../page/signals.ts';

/** Whether a session is open that another device leads. */
export function isLedElsewhere({
  view: { value: view },
  status: { value: status },
}: Pick<PageSignals, 'view' | 'status'>): boolean {
  const isOpen = view.state === 'running' || view.state === 'paused';
  return isOpen && view.lead !== status.device;
}
