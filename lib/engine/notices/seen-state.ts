import type { SessionRecord } from '../../timer/timer.ts';
import type { Snapshot } from '../snapshot.ts';
import type { ConflictNotice } from './conflict-notice.ts';

/** What this device has known, shown and told. It is one value, so that no notice is lost or told twice. */
export interface SeenState {
  /** Ids of the acts of the last two days. */
  acts: string[];
  /** Sessions of the last day that had ended, by id. */
  ends: Record<string, ShownEnd>;
  notes: (ConflictNotice & { isRead?: true })[];
}

/** How this screen showed an ended session. */
export interface ShownEnd extends Pick<SessionRecord, 'outcome' | 'active_time'> {
  ended_at: number;
  /** Since when the screen has shown it like that. */
  since: number;
}

/** The part of a snapshot from which notices are made. */
export type SeenSnapshot = Pick<Snapshot, 'checkpoints' | 'sessions' | 'ineffective' | 'now'>;

/** An act that is older than this (milliseconds) gets no notice, and a notice that is older disappears. */
export const noticesStayFor = 24 * 60 * 60 * 1000;

/** Whether a screen shows both alike. It shows whole minutes. */
export function looksAlike(a: Omit<ShownEnd, 'since'>, b: Pick<SessionRecord, keyof typeof a>): boolean {
  const minutes = ({ active_time }: { active_time: number }) => Math.round(active_time / 60_000);
  return a.outcome === b.outcome && a.ended_at === b.ended_at && minutes(a) === minutes(b);
}
