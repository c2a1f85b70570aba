import type { Ledger } from '../store/ledger.ts';
import { ledgerName } from '../store/ledger-name.ts';
import { hasNoTasksOrHistory, moveLedger, type JoinChoice } from '../store/move-ledger.ts';
import { openLedger } from '../store/open-ledger.ts';
import type { Host } from '../background/host.ts';

const notes = { to: 'moving_to', choice: 'moving_choice', offset: 'moving_offset' };

/**
 * Works on a ledger that no life has open. `skew` is the clock offset that rows written now are stamped with: signed
 * out there was no other clock to agree with, and what they are off by shows at the first call.
 */
export async function withLedger<T>(
  { disk }: Pick<Host, 'disk'>,
  owner: string | null,
  work: (ledger: Ledger) => Promise<T>,
  skew = 0,
): Promise<T> {
  const ledger = await openLedger({ name: ledgerName(owner), skew: () => skew, open: disk.open });
  try {
    return await work(ledger);
  } finally {
    ledger.close();
  }
}

/** Brings rows from one ledger to another, as signing in and out want it. */
export function createMover(host: Pick<Host, 'disk' | 'read'>) {
  const now = (): number => host.read().wall;

  return {
    /** Whether nothing was made on this browser before anybody signed in. */
    isUntouched: (): Promise<boolean> => withLedger(host, null, hasNoTasksOrHistory),

    /**
     * Notes on disk where the signed-out rows are to go, so that a worker that dies goes on with it. `offset` is what
     * the account's clock was found ahead of this machine's, in milliseconds: edits of both can only be compared by
     * one clock.
     */
    begin: (account: string, choice: JoinChoice, offset: number): Promise<void> =>
      withLedger(host, null, async (local) => {
        await local.setLocalValue(notes.choice, choice);
        await local.setLocalValue(notes.offset, offset);
        await local.setLocalValue(notes.to, account);
      }),

    /** Brings the rows along that were noted for this account, if any were. */
    finish: (account: string): Promise<void> =>
      withLedger(host, null, async (local) => {
        if ((await local.localValue(notes.to)) !== account) return;
        const choice = (await local.localValue<JoinChoice>(notes.choice)) ?? 'both';
        const offset = (await local.localValue<number>(notes.offset)) ?? 0;
        await withLedger(
          host,
          account,
          (own) => moveLedger(local, own, { owner: account, choice, now: now() + offset, shift: offset }),
          offset,
        );
      }),

    /**
     * Makes what is left of an account that is no more this browser's own, for whatever account comes next. `offset`
     * is what the account's clock was ahead of this machine's, in milliseconds: there is no other clock from now on.
     */
    async out(account: string, offset: number): Promise<void> {
      await withLedger(host, account, (own) =>
        withLedger(host, null, (local) =>
          moveLedger(own, local, { owner: 'local', now: now(), shift: -offset }),
        ),
      );
      await host.disk.erase(ledgerName(account));
    },
  };
}
