import type { Ledger } from '../store/ledger.ts';
import { ledgerName } from '../store/ledger-name.ts';
import { openLedger } from '../store/open-ledger.ts';
import type { AccountHost } from './account-host.ts';

/**
 * Works on the ledger of an owner that no workspace has open; null is the signed-out one. `skew` is the clock offset
 * that rows written now are stamped with. Signed out there was no other clock to agree with, and what they are off by
 * shows at the first call.
 */
export async function withLedger<Result>(
  { disk }: Pick<AccountHost, 'disk'>,
  owner: string | null,
  work: (ledger: Ledger) => Promise<Result>,
  skew = 0,
): Promise<Result> {
  const ledger = await openLedger({ name: ledgerName(owner), skew: () => skew, open: disk.open });
  try {
    return await work(ledger);
  } finally {
    ledger.close();
  }
}
