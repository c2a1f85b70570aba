import { ledgerName } from '../../lib/store/ledger-name.ts';
import { moveInto } from '../../lib/store/move-into.ts';
import { openLedger } from '../../lib/store/open-ledger.ts';

const note = 'moving_to';

/** Notes on disk whose account the signed-out rows are to go to, so that a worker that dies goes on with it. */
export async function beginMove(account: string): Promise<void> {
  const local = await openLedger({ name: ledgerName(null) });
  await local.setNote(note, account);
  local.close();
}

/** Brings the rows along that were noted for this account, if any were. */
export async function finishMove(account: string): Promise<void> {
  const local = await openLedger({ name: ledgerName(null) });
  if ((await local.note(note)) === account) {
    // Signed out there was no other clock to agree with: what its acts are off by shows at the first call.
    const own = await openLedger({ name: ledgerName(account), skew: () => 0 });
    await moveInto(local, own, account);
    own.close();
  }
  local.close();
}
