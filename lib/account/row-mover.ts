import { hasNoTasksOrHistory } from '../store/has-no-tasks-or-history.ts';
import { ledgerName } from '../store/ledger-name.ts';
import { moveLedger, type JoinChoice, type MoveOptions } from '../store/move-ledger.ts';
import { accountOf } from '../store/owner.ts';
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
  begin(owner: string, choice: JoinChoice, offset: number): Promise<void>;
  /** Moves the rows that wait to go to this owner, if there are any. Acts of this browser get its id there. */
  finish(owner: string, device: DeviceChange): Promise<void>;
  /**
   * Makes the copy of an account that is gone this browser's own, for whatever account comes next. `offset` is how far
   * the account's clock was ahead of this machine's, which is the only clock from now on.
   */
  keepHere(owner: string, offset: number, device: DeviceChange): Promise<void>;
  /** Removes the copy that was fetched to compare with. An earlier one stays if it may hold rows that were never sent. */
  dropCopy(owner: string): Promise<void>;
}

/** This browser's id before and after. */
type DeviceChange = NonNullable<MoveOptions['device']>;

const keys = { to: 'moving_to', choice: 'moving_choice', offset: 'moving_offset' };

export function createRowMover(host: Pick<AccountHost, 'disk' | 'read'>): RowMover {
  const now = (): number => host.read().wall;

  return {
    isUntouched: () => withLedger(host, null, hasNoTasksOrHistory),

    begin: (owner, choice, offset) =>
      withLedger(host, null, async (local) => {
        await local.setLocalValue(keys.choice, choice);
        await local.setLocalValue(keys.offset, offset);
        await local.setLocalValue(keys.to, owner);
      }),

    finish: (owner, device) =>
      withLedger(host, null, async (local) => {
        if ((await local.localValue(keys.to)) !== owner) return;
        const choice = (await local.localValue<JoinChoice>(keys.choice)) ?? 'both';
        const offset = (await local.localValue<number>(keys.offset)) ?? 0;
        // Where the wall clock was set meanwhile, the rows are not by it.
        const own = (await recallClock(local))?.offset ?? 0;
        const account = accountOf(owner);
        await withLedger(
          host,
          owner,
          (to) =>
            moveLedger(local, to, {
              owner: account,
              choice,
              now: now() + offset,
              shift: offset - own,
              device,
            }),
          offset,
        );
      }),

    async keepHere(owner, offset, device) {
      await withLedger(host, owner, (own) =>
        withLedger(host, null, async (local) => {
          await keepClock(local, undefined);
          await moveLedger(own, local, { owner: 'local', now: now(), shift: -offset, device });
        }),
      );
      await host.disk.erase(ledgerName(owner));
    },

    async dropCopy(owner) {
      if ((await withLedger(host, owner, (copy) => copy.waitingCount())) > 0) return;
      await host.disk.erase(ledgerName(owner));
    },
  };
}
