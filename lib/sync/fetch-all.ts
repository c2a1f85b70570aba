import { createRowTransfer, type RowTransferDeps } from './row-transfer.ts';
import type { RemoteFailure } from './remote.ts';

/** Absorbs all that the server has, and sends nothing, whatever waits. Returns what failed, or null. */
export function fetchAll(deps: Omit<RowTransferDeps, 'onAbsorbed'>): Promise<RemoteFailure | null> {
  const silent = { ...deps, ledger: { ...deps.ledger, waitingRows: () => Promise.resolve([]) } };
  return createRowTransfer(
    { ...silent, onAbsorbed: () => undefined },
    { isStopped: () => false, stopped: Promise.withResolvers<null>().promise, onCall: () => undefined },
  ).run();
}
