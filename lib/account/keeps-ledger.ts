import { isStorageFull } from '../store/storage-full.ts';
import type { AccountHost } from './account-host.ts';
import { withLedger } from './with-ledger.ts';

/**
 * Whether the ledger of an owner is that of the server where this browser is logged in. One of a version that did not
 * note the server becomes that. Without room for the note, the next worker makes it.
 */
export async function keepsLedger(
  host: Pick<AccountHost, 'disk'>,
  owner: string,
  server: string,
): Promise<boolean> {
  try {
    return (await withLedger(host, owner, (ledger) => ledger.claim(server, { isLoggedIn: true }))).isOurs;
  } catch (error) {
    if (isStorageFull(error)) return true;
    throw error;
  }
}
