import type { Ledger } from '../../store/ledger.ts';
import { hasRoom } from '../has-room.ts';
import { nameOfEnd, type End } from './ring-rules.ts';

/** Sees to it that this device rings for an end at most once, also when the worker dies in between. */
export interface RingClaims {
  /** Whether the end was claimed already, as far as the disk knows. */
  isClaimed(end: End): Promise<boolean>;
  /** True for one caller only. It is on disk before anything rings: silence is better than a second ring. */
  claim(end: End): Promise<boolean>;
}

export function createRingClaims(ledger: Pick<Ledger, 'localValue' | 'setLocalValue'>): RingClaims {
  /** The end that was claimed without a place to note it. */
  let unwritten: string | null = null;
  const isClaimed = async (end: End): Promise<boolean> =>
    (await ledger.localValue('rung')) === nameOfEnd(end);

  return {
    isClaimed,
    async claim(end) {
      const name = nameOfEnd(end);
      if (name === unwritten || (await isClaimed(end))) return false;
      if (!(await hasRoom(ledger.setLocalValue('rung', name)))) unwritten = name;
      return true;
    },
  };
}
