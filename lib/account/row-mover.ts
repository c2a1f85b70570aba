import { hasNoTasksOrHistory } from '../store/has-no-tasks-or-history.ts';
import { ledgerName } from '../store/ledger-name.ts';
import { moveLedger, type JoinChoice } from '../store/move-ledger.ts';
import { keepClock, recallClock } from '../sync/clock/clock-memory.ts';
import type { AccountHost } from './account-host.ts';
import { withLedger } from './with-ledger.ts';

/** Moves rows from one ledger to another when somebody signs in or an account ends. Offsets are milliseconds. */
export interface RowMover {
  /** Whether this browser has no tasks and no history from before anybody signed in. */
  isUntouched(): Promise<boolean>;
  /**
   * Writes down where the signed-out rows will go, so that the next worker can go on if this one dies. `offset` is how
   * far the account's clock was ahead of this machine's: edits of both can only be compared by one clock.
   */
  begin(account: string, choice: JoinChoice, offset: number): Promise<void>;
  /** Moves the rows that wait to go to this account, if there are any. */
  finish(account: string): Promise<void>;
  /**
   * Makes the copy of an account that is gone this browser's own, for whatever account comes next. `offset` is how far
   * the account's clock was ahead of this machine's, which is the only clock from now on.
   */
  keepHere(account: string, offset: number): Promise<void>;
}

const keys = { to: 'moving_to', choice: 'moving_choice', offset: 'moving_offset' };

export function createRowMover(host: Pick<AccountHost, 'disk' | 'read'>): RowMover {
  const now = (): number => host.read().wall;

  return {
    isUntouched: () => withLedger(host, null, hasNoTasksOrHistory),

    begin: (account, choice, offset) =>
      withLedger(host, null, async (local) => {
        await local.setLocalValue(keys.choice, choice);
        await local.setLocalValue(keys.offset, offset);
        await local.setLocalValue(keys.to, account);
      }),

    finish: (account) =>
      withLedger(host, null, async (local) => {
        if ((await local.localValue(keys.to)) !== account) return;
        const choice = (await local.localValue<JoinChoice>(keys.choice)) ?? 'both';
        const offset = (await local.localValue<number>(keys.offset)) ?? 0;
        // Where the wall clock was set meanwhile, the rows are not by it.
        const own = (await recallClock(local))?.offset ?? 0;
        await withLedger(
          host,
          account,
          (to) => moveLedger(local, to, { owner: account, choice, now: now() + offset, shift: offset - own }),
          offset,
        );
      }),

    async keepHere(account, offset) {
      await withLedger(host, account, (own) =>
        withLedger(host, null, async (local) => {
          await keepClock(local, undefined);
          await moveLedger(own, local, { owner: 'local', now: now(), shift: -offset });
        }),
      );
      await host.disk.erase(ledgerName(account));
    },
  };
}
