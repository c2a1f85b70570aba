import { createExchange, type ExchangeDeps } from './exchange.ts';
import type { RemoteFailure } from './remote.ts';

/** Absorbs all that the server has, and sends nothing, whatever waits. Returns what failed, or null. */
export function fetchAll(deps: Omit<ExchangeDeps, 'onAbsorbed'>): Promise<RemoteFailure | null> {
  const silent = { ...deps, ledger: { ...deps.ledger, pending: () => Promise.resolve([]) } };
  return createExchange(
    { ...silent, onAbsorbed: () => undefined },
    { isStopped: () => false, stopped: Promise.withResolvers<null>().promise, onCall: () => undefined },
  ).run();
}
