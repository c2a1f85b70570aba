import type { Table } from './rows.ts';

export interface CommitBroadcast {
  onCommit(changed: (tables: Table[]) => void): () => void;
  /** Tells all contexts, this one included, that these tables changed; none means the outbox only. */
  announce(tables: Iterable<Table>): void;
  close(): void;
}

/** Carries the news of a commit to every context of this browser profile that has the same database open. */
export function createCommitBroadcast(name: string): CommitBroadcast {
  const watching = new Set<(tables: Table[]) => void>();
  const channel = new BroadcastChannel(name);

  function hear(tables: Table[]) {
    for (const changed of watching) changed(tables);
  }
  channel.addEventListener('message', ({ data }: MessageEvent<Table[]>) => hear(data));

  return {
    onCommit(changed) {
      const own = (tables: Table[]) => changed(tables);
      watching.add(own);
      return () => watching.delete(own);
    },
    announce(tables) {
      const news = [...new Set(tables)];
      channel.postMessage(news);
      hear(news);
    },
    close() {
      watching.clear();
      channel.close();
    },
  };
}
