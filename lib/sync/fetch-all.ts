import type { RemoteFailure } from './remote.ts';
import { createRowTransfer, type RowTransferDeps } from './row-transfer.ts';

/** Absorbs all that the server has. Sends nothing, whatever waits. Returns what failed, or null. */
export function fetchAll(deps: Omit<RowTransferDeps, 'onAbsorbed'>): Promise<RemoteFailure | null> {
  const ledger = { ...deps.ledger, waitingRows: () => Promise.resolve([]) };
  const neverStopped = Promise.withResolvers<null>().promise;
  return createRowTransfer(
    { ...deps, ledger, onAbsorbed: () => undefined },
    {
      isStopped: () => false,
      stopped: neverStopped,
      onCall: () => undefined,
      onBeginAgain: () => undefined,
      onFilled: () => undefined,
    },
  ).run();
}
