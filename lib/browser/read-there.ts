import type { CommitMessage, ReadAnswer, ReadRequest } from '../messages/read.ts';
import { nativeExtension } from './native.ts';
import { ask } from './send.ts';

/** Has the background read what this page cannot read itself. */
export const readThere = (request: ReadRequest): Promise<ReadAnswer> => ask<ReadAnswer>({ request });

/** Calls back after each commit of the background, in whatever window or container this page is. */
export function onCommitMessage(changed: (committed: CommitMessage) => void): () => void {
  const { runtime } = nativeExtension();
  const listener = (message: unknown, sender: { id?: string }): false => {
    if (sender.id === runtime.id && isCommit(message)) changed(message.committed);
    return false;
  };
  runtime.onMessage.addListener(listener);
  return () => runtime.onMessage.removeListener(listener);
}

function isCommit(message: unknown): message is { committed: CommitMessage } {
  return typeof message === 'object' && message !== null && 'committed' in message;
}
