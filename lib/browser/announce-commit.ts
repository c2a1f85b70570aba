import type { CommitMessage } from '../messages/read.ts';
import { nativeExtension } from './native.ts';

/** Tells every open page of a commit. Most of the time there is none, or none that needs it. */
export function announceCommit(committed: CommitMessage): void {
  void nativeExtension()
    .runtime.sendMessage({ committed })
    .catch(() => undefined);
}
