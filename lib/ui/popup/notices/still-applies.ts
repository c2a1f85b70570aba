import type { ConflictNotice } from '../../../engine/notices/conflict-notice.ts';
import type { Replay } from '../../../timer/replay.ts';

/** What was replaced may have come back by now. Then there is nothing to tell any more. */
export function stillApplies(notice: ConflictNotice, { sessions }: Pick<Replay, 'sessions'>): boolean {
  const record = sessions.find(({ id }) => id === notice.session);
  // A session that is not there belongs to somebody who was signed in here before.
  return 'by' in notice ? record?.ended_by === notice.by : record !== undefined;
}
