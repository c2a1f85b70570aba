import type { PageSignals } from '../../page/signals.ts';
import { stillApplies } from './still-applies.ts';

/** What stands between the presets and the tasks. There is room for one. */
export type Urgent = 'fault' | 'away' | 'conflict';

/**
 * Which of them is shown. The others wait until it is dealt with: while nothing can be saved or read, no answer to them
 * would count. Null where there is none.
 */
export function mostUrgent({
  status: { value: status },
  brokenBy,
  replayed,
}: Pick<PageSignals, 'status' | 'brokenBy' | 'replayed'>): Urgent | null {
  if (brokenBy.value || status.problem?.reason === 'storage_full') return 'fault';
  if (status.away) return 'away';
  return status.notes.some((notice) => stillApplies(notice, replayed.value)) ? 'conflict' : null;
}
