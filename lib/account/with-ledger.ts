import { ledgerName } from '../store/ledger-name.ts';
import type { Ledger } from '../store/ledger.ts';
import { openLedger } from '../store/open-ledger.ts';
import type { AccountHost } from './account-host.ts';

/**
 * Works on the ledger of an owner while no workspace has it open. Null is the signed-out ledger. Rows written now are
 * stamped with the clock offset `skew`. Signed out there is no other clock, so `skew` is 0, and the first call shows
 * how far off those rows are.
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
