import type { ConflictNotice } from './conflict-notice.ts';
import type { SessionRecord } from '../../timer/timer.ts';
import type { Snapshot } from '../snapshot.ts';

/** What this device knew and showed when it last looked: one value, so that nothing is told twice or lost. */
export interface SeenState {
  /** Ids of the acts of the last days. */
  acts: string[];
  /** Sessions of the last day that had ended, by id. */
  ends: Record<string, End>;
  notes: (ConflictNotice & { isRead?: true })[];
}

/** How a session that had ended stood on this screen. */
export interface End extends Pick<SessionRecord, 'outcome' | 'active_time'> {
  ended_at: number;
  /** When it began to stand there so. */
  since: number;
}

/** All that a look needs of the world. */
export type SeenSnapshot = Pick<Snapshot, 'checkpoints' | 'sessions' | 'ineffective' | 'now'>;

/** What is older (milliseconds) is no news any more, and what was told goes by itself. */
export const noticesStayFor = 24 * 60 * 60 * 1000;

/** Whether a screen would show the one as the other: minutes are whole there. */
export function looksAlike(a: Omit<End, 'since'>, b: Pick<SessionRecord, keyof typeof a>): boolean {
  const minutes = ({ active_time }: { active_time: number }) => Math.round(active_time / 60_000);
  return a.outcome === b.outcome && a.ended_at === b.ended_at && minutes(a) === minutes(b);
}
