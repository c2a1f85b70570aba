import type { RefusalWith } from '../engine/commands/answer.ts';
import { hasNoTasksOrHistory } from '../store/has-no-tasks-or-history.ts';
import { createSyncClock } from '../sync/clock/sync-clock.ts';
import { fetchAll } from '../sync/fetch-all.ts';
import type { Remote } from '../sync/remote.ts';
import type { ServerReason } from '../sync/server-reason.ts';
import type { AccountHost } from './account-host.ts';
import { withLedger } from './with-ledger.ts';

/** `offset` is what the account's clock is ahead of this machine's, in milliseconds. */
type Compared = { ok: true; isBlank: boolean; offset: number } | RefusalWith<ServerReason>;

/**
 * Fetches everything that an account has into its ledger. It sends nothing, because the person decides first what to
 * keep.
 */
export function compareAccount(
  host: Pick<AccountHost, 'disk' | 'read'>,
  remote: Remote,
  owner: string,
): Promise<Compared> {
  return withLedger(host, owner, async (ledger) => {
    const clock = createSyncClock({ read: host.read, offset: 0 });
    const failure = await fetchAll({
      ledger,
      remote,
      clock,
    });
    if (!failure) return { ok: true, isBlank: await hasNoTasksOrHistory(ledger), offset: clock.offset() };
    return { ok: false, reason: failure.reason ?? 'unexpected', detail: failure.detail };
  });
}
