import type { Table } from './rows.ts';

/** Says after each commit which tables changed, in every context of this browser profile that has the database open. */
export interface CommitBroadcast {
  /** Returns a function that ends the calls. */
  onCommit(changed: (tables: Table[]) => void): () => void;
  /** Says in all contexts, this one included, that these tables changed. None means that only the outbox did. */
  announce(tables: Iterable<Table>): void;
  close(): void;
}

export function createCommitBroadcast(name: string): CommitBroadcast {
  const listeners = new Set<(tables: Table[]) => void>();
  const channel = new BroadcastChannel(name);

  function callAll(tables: Table[]) {
    for (const changed of listeners) changed(tables);
  }
  channel.addEventListener('message', ({ data }: MessageEvent<Table[]>) => callAll(data));

  return {
    onCommit(changed) {
      // Two listeners may be the same function, and the end of one must not be the end of the other.
      const own = (tables: Table[]) => changed(tables);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    announce(tables) {
      const changed = [...new Set(tables)];
      channel.postMessage(changed);
      callAll(changed);
    },
    close() {
      listeners.clear();
      channel.close();
    },
  };
}
