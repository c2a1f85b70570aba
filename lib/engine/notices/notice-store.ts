import type { ConflictNotice } from './conflict-notice.ts';
import type { Ledger } from '../../store/ledger.ts';
import type { Memory, Seen } from './seen-state.ts';
import { dismiss, miss, remember } from './seen-updates.ts';

const key = 'shown';

/** Keeps with the ledger what this device has known, shown and told. Throws where the disk is full. */
export function createNotebook(ledger: Pick<Ledger, 'localValue' | 'setLocalValue'>, device: string) {
  const read = (): Promise<Memory | undefined> => ledger.localValue<Memory>(key);

  return {
    /** Looks at the world as it is now, and tells what there is to tell. */
    async look(seen: Seen, tell: (unread: ConflictNotice[]) => Promise<void>): Promise<void> {
      const before = await read();
      const memory = remember(before, seen, device);
      await tell(memory.notes.filter(({ isRead }) => !isRead));
      // What is not kept, for want of room or time, is made out again the same.
      if (JSON.stringify(memory) !== JSON.stringify(before)) await ledger.setLocalValue(key, memory);
    },

    /** The person has read a note, or acted on the session that it is about. */
    async dismiss(which: { id?: string; session?: string }): Promise<void> {
      const memory = await read();
      if (memory && memory.notes.length > 0) await ledger.setLocalValue(key, dismiss(memory, which));
    },

    /** A command was refused: a press on a stale screen, or on none at all, is told what came before it. */
    async miss(command: { type: string; session: string }, seen: Seen): Promise<void> {
      const memory = await read();
      if (memory) await ledger.setLocalValue(key, miss(memory, seen, device, command));
    },
  };
}
