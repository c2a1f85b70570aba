import type { Ledger } from '../../store/ledger.ts';
import type { ConflictNotice } from './conflict-notice.ts';
import type { SeenSnapshot, SeenState } from './seen-state.ts';
import { withDismissed, withRefusal, updateSeenState } from './seen-updates.ts';

/**
 * Keeps the seen state beside the rows of the ledger. If the disk is full, it throws an error that `isStorageFull`
 * recognizes.
 */
export interface NoticeStore {
  /** Compares a new snapshot with the seen state, and passes on the notices that the person has not read. */
  update(snapshot: SeenSnapshot, tell: (unread: ConflictNotice[]) => Promise<void>): Promise<void>;
  /** The person has read a notice, or acted on the session that it is about. */
  dismiss(which: { id?: string; session?: string }): Promise<void>;
  /** A command was refused. The person pressed on a screen that was out of date, so a notice says what came first. */
  refused(command: { type: string; session: string }, snapshot: SeenSnapshot): Promise<void>;
}

const seenStateKey = 'shown';

export function createNoticeStore(
  ledger: Pick<Ledger, 'localValue' | 'setLocalValue'>,
  device: string,
): NoticeStore {
  const read = (): Promise<SeenState | undefined> => ledger.localValue<SeenState>(seenStateKey);

  return {
    async update(snapshot, tell) {
      const before = await read();
      const seen = updateSeenState(before, snapshot, device);
      await tell(seen.notes.filter(({ isRead }) => !isRead));
      // If this cannot be written, the next update finds the same.
      if (JSON.stringify(seen) !== JSON.stringify(before)) await ledger.setLocalValue(seenStateKey, seen);
    },

    async dismiss(which) {
      const seen = await read();
      if (seen && seen.notes.length > 0) await ledger.setLocalValue(seenStateKey, withDismissed(seen, which));
    },

    async refused(command, snapshot) {
      const seen = await read();
      if (seen) await ledger.setLocalValue(seenStateKey, withRefusal(seen, snapshot, device, command));
    },
  };
}
