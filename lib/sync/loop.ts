import { backoff } from './backoff.ts';
import type { Filled, Hint, Remote, RemoteFailure } from './remote.ts';
import { createRowTransfer, type RowTransferDeps } from './row-transfer.ts';
import { failureOfError, statusOfFailure, type SyncStatus } from './sync-status.ts';

export interface Loop {
  /** Sends what waits and absorbs what is new. Resolves when both are done or the attempt has failed. */
  syncNow(): Promise<void>;
  /** Absorbs the rows of a hint, or syncs where the hint is not enough. Resolves as `syncNow` does. */
  applyHint(hint: Hint): Promise<void>;
  /**
   * Asks the server only whether it has more than the ledger, and syncs if so. Where the last attempt failed it does
   * nothing, because the next one is on its way.
   */
  look(): Promise<void>;
  /** Whether the last sync succeeded and every hint since has been absorbed. */
  isCurrent(): boolean;
  /** Ends the loop. A reply that is under way is dropped. Resolves when nothing touches the ledger any more. */
  stop(): Promise<void>;
}

export interface LoopDeps extends RowTransferDeps {
  remote: Pick<Remote, 'sync' | 'head'>;
  /** Runs something after so many milliseconds. Returns what cancels it. */
  schedule(run: () => void, after: number): () => void;
  /** From 0 to 1. */
  random(): number;
  onStatus(status: SyncStatus): void;
  /** The server has just said that this device has everything. */
  onWord?(): void;
  /** A look found that the server stands at `head`, which no hint had led to. */
  onBehind?(head: number): void;
}

/** Where a look fails in these ways, so would a call. */
const withoutAnswer: readonly RemoteFailure['kind'][] = ['offline', 'late', 'busy'];

/** Makes one call at a time, however many ask for one. After a failure it tries again, each time after a longer wait. */
export function createLoop(deps: LoopDeps): Loop {
  const { clock } = deps;
  const hints: Hint[] = [];
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isLookWanted = false;
  let isCurrent = false;
  let isStopped = false;
  let status: SyncStatus | null = null;
  let failures = 0;
  let filled: Filled | undefined;
  let cancelRetry = () => {};
  /** By the steady clock. The server asked not to be called before. */
  let notBefore = -Infinity;

  const { promise: stopped, resolve: announceStop } = Promise.withResolvers<null>();
  const transfer = createRowTransfer(deps, {
    isStopped: () => isStopped,
    stopped,
    onBeginAgain() {
      isCurrent = false;
    },
    onFilled(said) {
      filled = said;
    },
    onCall(changes) {
      // A call that carries nothing is not shown: the light would flicker, mostly without a change.
      if (changes > 0 || status?.link !== 'synced') setStatus({ link: 'syncing' });
    },
  });

  function setStatus(next: SyncStatus) {
    const before = JSON.stringify(status);
    status = { ...next, ...(filled && { filled }) };
    if (JSON.stringify(status) !== before && !isStopped) deps.onStatus(status);
  }

  function fail(failure: RemoteFailure) {
    failures += 1;
    isCurrent = false;
    isWanted = false;
    isLookWanted = false;
    setStatus(statusOfFailure(failure, failures));
    cancelRetry();
    // Only a person can sign in again: another call would fail in the same way.
    if (failure.kind === 'signed-out' || failure.kind === 'removed') return;
    if (failure.retry_after !== undefined) notBefore = clock.read().steady + failure.retry_after;
    cancelRetry = deps.schedule(retry, backoff(failures, deps.random, failure.retry_after));
  }

  function retry() {
    // The wait is over, even if the timer fires a moment early.
    notBefore = -Infinity;
    void syncNow();
  }

  function succeed() {
    failures = 0;
    isCurrent = true;
    cancelRetry();
    setStatus({ link: 'synced', problem: null });
    deps.onWord?.();
  }

  async function attempt(): Promise<void> {
    isWanted = false;
    isLookWanted = false;
    if (clock.read().steady < notBefore) return;
    const failure = await transfer.run();
    if (isStopped) return;
    if (failure) fail(failure);
    else succeed();
  }

  async function look(): Promise<void> {
    isLookWanted = false;
    const seen = await Promise.race([deps.remote.head(), stopped]);
    if (!seen || isStopped) return;
    if (!seen.ok && withoutAnswer.includes(seen.failure.kind)) return fail(seen.failure);
    const at = await deps.ledger.cursor();
    if (seen.ok && seen.value?.head === at.cursor && seen.value.epoch === at.epoch) return deps.onWord?.();
    // Whatever else is new or wrong, a call finds it out.
    isCurrent = false;
    isWanted = true;
    if (seen.ok && seen.value) deps.onBehind?.(seen.value.head);
  }

  async function absorbOrSync(hint: Hint): Promise<void> {
    if (await transfer.applyHint(hint)) return;
    isCurrent = false;
    isWanted = true;
  }

  async function runUntilDone(): Promise<void> {
    try {
      while (!isStopped && (isWanted || isLookWanted || hints.length > 0)) {
        const hint = hints.shift();
        await (hint ? absorbOrSync(hint) : isWanted ? attempt() : look());
      }
    } catch (error) {
      if (!isStopped) fail(failureOfError(error));
    } finally {
      running = null;
    }
  }

  function start(): Promise<void> {
    running ??= Promise.resolve().then(runUntilDone);
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
    async look() {
      if (failures > 0) return;
      if (isCurrent) isLookWanted = true;
      else isWanted = true;
      await start();
    },
    isCurrent: () => isCurrent && hints.length === 0,
    async stop() {
      isStopped = true;
      announceStop(null);
      cancelRetry();
      await running;
    },
  };
}
