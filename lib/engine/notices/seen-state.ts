import type { SessionRecord } from '../../timer/timer.ts';
import type { Snapshot } from '../snapshot.ts';
import type { ConflictNotice } from './conflict-notice.ts';

/** What this device has known, shown and told: one value, so that nothing is told twice or lost. */
export interface SeenState {
  /** Ids of the acts of the last days. */
  acts: string[];
  /** Sessions of the last day that had ended, by id. */
  ends: Record<string, ShownEnd>;
  notes: (ConflictNotice & { isRead?: true })[];
}

/** How an ended session stood on this screen. */
export interface ShownEnd extends Pick<SessionRecord, 'outcome' | 'active_time'> {
  ended_at: number;
  /** Since when it has stood there like that. */
  since: number;
}

/** What of a snapshot the notices are made from. */
export type SeenSnapshot = Pick<Snapshot, 'checkpoints' | 'sessions' | 'ineffective' | 'now'>;

/** An act that is older (milliseconds) is no news, and a notice that is older goes by itself. */
export const noticesStayFor = 24 * 60 * 60 * 1000;

/** Whether a screen would show the one as it shows the other: minutes are whole there. */
export function looksAlike(a: Omit<ShownEnd, 'since'>, b: Pick<SessionRecord, keyof typeof a>): boolean {
  const minutes = ({ active_time }: { active_time: number }) => Math.round(active_time / 60_000);
  return a.outcome === b.outcome && a.ended_at === b.ended_at && minutes(a) === minutes(b);
}
