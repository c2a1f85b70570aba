import type { Reason } from '../../lib/command.ts';
import { isBlank } from '../../lib/store/move-into.ts';
import { fetchAll } from '../../lib/sync/fetch-all.ts';
import type { Remote } from '../../lib/sync/remote.ts';
import { createSyncClock } from '../../lib/sync/sync-clock.ts';
import { withLedger } from './move.ts';

type Compared = { ok: true; isBlank: boolean } | { ok: false; reason: Reason; detail: string };

/** Reads all that an account has into its ledger, and sends nothing: the person decides first what is kept. */
export function compare(remote: Remote, account: string): Promise<Compared> {
  return withLedger(account, async (ledger) => {
    const read = () => ({ wall: Date.now(), steady: performance.now() });
    const failure = await fetchAll({ ledger, remote, clock: createSyncClock({ read, offset: 0 }) });
    if (!failure) return { ok: true, isBlank: await isBlank(ledger) };
    return { ok: false, reason: failure.reason ?? 'unexpected', detail: failure.detail };
  });
}
