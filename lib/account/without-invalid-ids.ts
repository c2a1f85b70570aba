import { accountOf } from '../store/owner.ts';
import { isUserId } from '../sync/user-id.ts';
import type { AccountStatus, StatusStore } from './account-status.ts';

/**
 * A server may have named an account `local`, in a version that took every name. Then nobody is signed in, and no
 * database is that account's.
 */
export async function withoutInvalidIds<Status extends StatusStore<AccountStatus>>(
  status: Status,
): Promise<Status> {
  const { account, joining, owner } = status.get();
  const isValid = (who: { id: string } | null) => who === null || isUserId(who.id);
  await status.patch({
    ...(!isValid(account) && { account: null }),
    ...(!isValid(joining) && { joining: null }),
    ...(owner !== null && !isUserId(accountOf(owner)) && { owner: null }),
  });
  return status;
}
