import { ledgerName } from '../store/ledger-name.ts';
import { hasNoTasksOrHistory } from '../store/has-no-tasks-or-history.ts';
import { moveLedger, type JoinChoice } from '../store/move-ledger.ts';
import type { AccountHost } from './account-host.ts';
import { withLedger } from './with-ledger.ts';

/** Moves rows from one ledger to another, as signing in and out wants it. Offsets are milliseconds. */
export interface RowMover {
  /** Whether nothing was made on this browser before anybody signed in. */
  isUntouched(): Promise<boolean>;
  /**
   * Notes on disk where the signed-out rows are to go, so that a worker that dies goes on with it. `offset` is what
   * the account's clock was found ahead of this machine's: edits of both can only be compared by one clock.
   */
  begin(account: string, choice: JoinChoice, offset: number): Promise<void>;
  /** Moves the rows that were noted for this account, if any were. */
  finish(account: string): Promise<void>;
  /**
   * Makes what is left of an account that is no more this browser's own, for whatever account comes next. `offset` is
   * what the account's clock was ahead of this machine's: there is no other clock from now on.
   */
  out(account: string, offset: number): Promise<void>;
}

const notes = { to: 'moving_to', choice: 'moving_choice', offset: 'moving_offset' };

export function createRowMover(host: Pick<AccountHost, 'disk' | 'read'>): RowMover {
  const now = (): number => host.read().wall;

  return {
    isUntouched: () => withLedger(host, null, hasNoTasksOrHistory),

    begin: (account, choice, offset) =>
      withLedger(host, null, async (local) => {
        await local.setLocalValue(notes.choice, choice);
        await local.setLocalValue(notes.offset, offset);
        await local.setLocalValue(notes.to, account);
      }),

    finish: (account) =>
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

    async out(account, offset) {
      await withLedger(host, account, (own) =>
        withLedger(host, null, (local) =>
          moveLedger(own, local, { owner: 'local', now: now(), shift: -offset }),
        ),
      );
      await host.disk.erase(ledgerName(account));
    },
  };
}
