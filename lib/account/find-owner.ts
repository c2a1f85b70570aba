import type { RefusalWith } from '../engine/commands/answer.ts';
import type { Claim, Claimed } from '../store/ledger.ts';
import { ownerAt } from '../store/owner.ts';
import type { Remote, RemoteFailure } from '../sync/remote.ts';
import type { ServerReason } from '../sync/server-reason.ts';
import type { AccountHost } from './account-host.ts';
import { withLedger } from './with-ledger.ts';

/** `before` is the server at whose other address, or to whom, the ledger was until now. */
type Found = { ok: true; owner: string; before: string | null } | RefusalWith<ServerReason>;

/** In these cases the server may say in a moment which epoch it has. */
const mayAnswerLater: readonly RemoteFailure['kind'][] = ['offline', 'late', 'busy', 'slow'];

/**
 * Finds the ledger of an account that has signed in at the server `name`. A server can name any account, also one that
 * is another server's. It gets that one's rows only if it knows their epoch: then it is the same project at another
 * address, or with a version before this one. Else the account has a ledger of its own.
 */
export async function findOwner(
  host: Pick<AccountHost, 'disk'>,
  remote: Pick<Remote, 'head'>,
  { id, name }: { id: string; name: string },
): Promise<Found> {
  const claim = (owner: string, by: Claim): Promise<Claimed> =>
    withLedger(host, owner, (ledger) => ledger.claim(name, by));

  const free = await claim(id, {});
  if (free.isOurs) return { ok: true, owner: id, before: free.before };
  const seen = await remote.head();
  if (!seen.ok && mayAnswerLater.includes(seen.failure.kind)) {
    return { ok: false, reason: seen.failure.reason ?? 'unreachable', detail: seen.failure.detail };
  }
  const same = await claim(id, { epoch: seen.ok && seen.value ? seen.value.epoch : null });
  if (same.isOurs) return { ok: true, owner: id, before: same.before };
  const owner = ownerAt(id, name);
  await claim(owner, {});
  return { ok: true, owner, before: null };
}
