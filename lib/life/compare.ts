import type { Reason } from '../command.ts';
import { isBlank } from '../store/move-into.ts';
import { fetchAll } from '../sync/fetch-all.ts';
import type { Remote } from '../sync/remote.ts';
import { createSyncClock } from '../sync/sync-clock.ts';
import type { Host } from './host.ts';
import { withLedger } from './move.ts';

type Compared = { ok: true; isBlank: boolean } | { ok: false; reason: Reason; detail: string };

/** Reads all that an account has into its ledger, and sends nothing: the person decides first what is kept. */
export function compare(
  host: Pick<Host, 'disk' | 'read'>,
  remote: Remote,
  account: string,
): Promise<Compared> {
  return withLedger(host, account, async (ledger) => {
    const failure = await fetchAll({
      ledger,
      remote,
      clock: createSyncClock({ read: host.read, offset: 0 }),
    });
    if (!failure) return { ok: true, isBlank: await isBlank(ledger) };
    return { ok: false, reason: failure.reason ?? 'unexpected', detail: failure.detail };
  });
}
