import { backoff } from './backoff.ts';
import { createRowTransfer, type RowTransferDeps } from './row-transfer.ts';
import { failureOfError, statusOfFailure, type SyncStatus } from './sync-status.ts';
import type { Hint, RemoteFailure } from './remote.ts';

export interface Loop {
  /** Sends what waits and absorbs what is new. Resolves when both are done or the attempt has failed. */
  syncNow(): Promise<void>;
  /** Absorbs a hint, or calls where it does not tell enough. Resolves as `syncNow` does. */
  applyHint(hint: Hint): Promise<void>;
  /** Whether everything that the server had at the last call, and every hint since, is absorbed. */
  isCurrent(): boolean;
  /** Ends it; what is under way is not absorbed any more. Resolves when nothing touches the ledger. */
  stop(): Promise<void>;
}

export interface LoopDeps extends RowTransferDeps {
  /** Runs something after so many milliseconds. Returns what cancels it. */
  schedule(run: () => void, after: number): () => void;
  /** From 0 to 1. */
  random(): number;
  onStatus(status: SyncStatus): void;
}

/** One call at a time, however many ask for it; after a failure again by itself, later and later. */
export function createLoop(deps: LoopDeps): Loop {
  const { clock } = deps;
  const hints: Hint[] = [];
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isCurrent = false;
  let isStopped = false;
  let status: SyncStatus | null = null;
  let failures = 0;
  let cancelRetry = () => {};
  /** By the steady clock: before this the server wants no call. */
  let notBefore = -Infinity;

  const { promise: stopped, resolve: nobodyWaits } = Promise.withResolvers<null>();
  const transfer = createRowTransfer(deps, {
    isStopped: () => isStopped,
    stopped,
    onCall(changes) {
      // A pull that finds nothing new is not worth a flicker of the light.
      if (changes > 0 || status?.link !== 'synced') tell({ link: 'syncing', problem: null });
    },
  });

  function tell(next: SyncStatus) {
    const isSame = status?.link === next.link && status.problem?.detail === next.problem?.detail;
    status = next;
    if (!isSame && !isStopped) deps.onStatus(next);
  }

  function fail(failure: RemoteFailure) {
    failures += 1;
    isCurrent = false;
    isWanted = false;
    tell(statusOfFailure(failure, failures));
    cancelRetry();
    // Only a person can sign in; trying would not help.
    if (failure.kind === 'signed-out' || failure.kind === 'removed') return;
    if (failure.retry_after !== undefined) notBefore = clock.read().steady + failure.retry_after;
    cancelRetry = deps.schedule(retry, backoff(failures, deps.random, failure.retry_after));
  }

  function retry() {
    notBefore = -Infinity;
    void syncNow();
  }

  function succeed() {
    failures = 0;
    notBefore = -Infinity;
    isCurrent = true;
    cancelRetry();
    tell({ link: 'synced', problem: null });
  }

  async function attempt(): Promise<void> {
    isWanted = false;
    if (clock.read().steady < notBefore) return;
    const failure = await transfer.run();
    if (isStopped) return;
    if (failure) fail(failure);
    else succeed();
  }

  async function takeHint(hint: Hint): Promise<void> {
    if (await transfer.applyHint(hint)) return;
    isCurrent = false;
    isWanted = true;
  }

  async function work(): Promise<void> {
    try {
      while (!isStopped && (isWanted || hints.length > 0)) {
        const hint = hints.shift();
        await (hint ? takeHint(hint) : attempt());
      }
    } catch (error) {
      if (!isStopped) fail(failureOfError(error));
    } finally {
      running = null;
    }
  }

  function start(): Promise<void> {
    running ??= Promise.resolve().then(work);
    return running;
  }

  function syncNow(): Promise<void> {
    isWanted = true;
    return start();
  }

  return {
    syncNow,
    applyHint(hint) {
      hints.push(hint);
      return start();
    },
    isCurrent: () => isCurrent && hints.length === 0,
    async stop() {
      isStopped = true;
      nobodyWaits(null);
      cancelRetry();
      await running;
    },
  };
}
