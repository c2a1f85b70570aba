import type { Ledger } from '../../store/ledger.ts';
import type { ClockReading } from './clock-set.ts';

/** What the next worker has to know of the clocks: both at one instant, and the offset then. */
export interface ClockMemory extends ClockReading {
  offset: number;
}

const key = 'clock';

export function recallClock(ledger: Pick<Ledger, 'localValue'>): Promise<ClockMemory | undefined> {
  return ledger.localValue<ClockMemory>(key);
}

/** Without a memory the rows are by the wall clock. */
export function keepClock(
  ledger: Pick<Ledger, 'setLocalValue'>,
  memory: ClockMemory | undefined,
): Promise<void> {
  return ledger.setLocalValue(key, memory);
}
