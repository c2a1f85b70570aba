import { eraseDatabase } from '../../lib/store/database.ts';
import type { Ledger } from '../../lib/store/ledger.ts';
import { ledgerName } from '../../lib/store/ledger-name.ts';
import { isBlank, moveInto, type Choice } from '../../lib/store/move-into.ts';
import { openLedger } from '../../lib/store/open-ledger.ts';

const notes = { to: 'moving_to', choice: 'moving_choice' };

/** Works on a ledger that no life has open. */
export async function withLedger<T>(owner: string | null, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  // Signed out there was no other clock to agree with: what its rows are off by shows at the first call.
  const ledger = await openLedger({ name: ledgerName(owner), skew: () => 0 });
  try {
    return await work(ledger);
  } finally {
    ledger.close();
  }
}

/** Whether nothing was made on this browser before anybody signed in. */
export const isUntouched = (): Promise<boolean> => withLedger(null, isBlank);

/** Notes on disk where the signed-out rows are to go, so that a worker that dies goes on with it. */
export function beginMove(account: string, choice: Choice): Promise<void> {
  return withLedger(null, async (local) => {
    await local.setNote(notes.choice, choice);
    await local.setNote(notes.to, account);
  });
}

/** Brings the rows along that were noted for this account, if any were. */
export function finishMove(account: string): Promise<void> {
  return withLedger(null, async (local) => {
    if ((await local.note(notes.to)) !== account) return;
    const choice = (await local.note<Choice>(notes.choice)) ?? 'both';
    await withLedger(account, (own) => moveInto(local, own, { owner: account, choice, now: Date.now() }));
  });
}

/**
 * Makes what is left of an account that is no more this browser's own, for whatever account comes next. `offset` is
 * what the account's clock was ahead of this machine's, in milliseconds: there is no other clock from now on.
 */
export async function moveOut(account: string, offset: number): Promise<void> {
  await withLedger(account, (own) =>
    withLedger(null, (local) => moveInto(own, local, { owner: 'local', now: Date.now(), shift: -offset })),
  );
  await eraseDatabase(ledgerName(account));
}
