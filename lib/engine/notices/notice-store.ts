import type { Ledger } from '../../store/ledger.ts';
import type { ConflictNotice } from './conflict-notice.ts';
import type { SeenSnapshot, SeenState } from './seen-state.ts';
import { withDismissed, withRefusal, updateSeenState } from './seen-updates.ts';

/**
 * Keeps beside the ledger what this device has seen, shown and told. Throws what `isStorageFull` knows where the disk
 * is full.
 */
export interface NoticeStore {
  /** Takes in how things stand now, and hands over the notices that the person has not read. */
  update(snapshot: SeenSnapshot, tell: (unread: ConflictNotice[]) => Promise<void>): Promise<void>;
  /** The person has read a notice, or acted on the session that it is about. */
  dismiss(which: { id?: string; session?: string }): Promise<void>;
  /** A command was refused: whoever pressed on a screen that was behind is told what came before it. */
  refused(command: { type: string; session: string }, snapshot: SeenSnapshot): Promise<void>;
}

const key = 'shown';

export function createNoticeStore(
  ledger: Pick<Ledger, 'localValue' | 'setLocalValue'>,
  device: string,
): NoticeStore {
  const read = (): Promise<SeenState | undefined> => ledger.localValue<SeenState>(key);

  return {
    async update(snapshot, tell) {
      const before = await read();
      const seen = updateSeenState(before, snapshot, device);
      await tell(seen.notes.filter(({ isRead }) => !isRead));
      // What is not kept, for want of room or time, is found again the same.
      if (JSON.stringify(seen) !== JSON.stringify(before)) await ledger.setLocalValue(key, seen);
    },

    async dismiss(which) {
      const seen = await read();
      if (seen && seen.notes.length > 0) await ledger.setLocalValue(key, withDismissed(seen, which));
    },

    async refused(command, snapshot) {
      const seen = await read();
      if (seen) await ledger.setLocalValue(key, withRefusal(seen, snapshot, device, command));
    },
  };
}
