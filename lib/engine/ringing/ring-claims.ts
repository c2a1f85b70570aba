import type { Ledger } from '../../store/ledger.ts';
import { hasRoom } from '../has-room.ts';
import { nameOfEnd, type End } from './ring-rules.ts';

/** Makes sure that this device rings for an end at most once, even if the worker dies in between. */
export interface RingClaims {
  /** Whether the end is claimed already, as far as the disk knows. */
  isClaimed(end: End): Promise<boolean>;
  /** True for one caller only. The claim is on disk before anything rings: no ring is better than two. */
  claim(end: End): Promise<boolean>;
}

export function createRingClaims(ledger: Pick<Ledger, 'localValue' | 'setLocalValue'>): RingClaims {
  /** The end whose claim found no room on the disk. */
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
