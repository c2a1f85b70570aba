import { mayCorrect } from '../../corrections/may-correct.ts';
import type { Ledger } from '../../store/ledger.ts';
import type { Change, Session } from '../../store/rows.ts';
import { discardedSessionsKey } from '../../store/outbox/set-aside.ts';
import { rulesVersion } from '../../timer/replay.ts';
import type { Snapshot } from '../snapshot.ts';
import { historyChanges, openedIn } from './history-changes.ts';
import { outdatedActs } from './retention.ts';

/** Keeps the stored history in agreement with the replay, and removes acts that are old enough. */
export interface HistoryKeeper {
  /** Writes what differs. Only a device that has absorbed everything and sent every act may do so. */
  keep(snapshot: Snapshot): Promise<void>;
}

export interface HistoryKeeperDeps {
  ledger: Pick<Ledger, 'getMany' | 'localValue' | 'setLocalValue' | 'waitingCount' | 'withdraw'>;
  /** Whose ledger it is: the account's id, or `local`. */
  owner: string;
  record(changes: Change[]): Promise<void>;
}

/** Key of the instant of the newest act that was removed here. */
const actsSince = 'acts_since';

export function createHistoryKeeper({ ledger, owner, record }: HistoryKeeperDeps): HistoryKeeper {
  /** Returns the instant of the newest act that was removed here. */
  async function writeHistory({ sessions, checkpoints }: Snapshot): Promise<number> {
    const ids = sessions.map(({ id }) => id);
    const [stored, discarded, since = 0, keepsInterruptions] = await Promise.all([
      ledger.getMany('pomodoro_sessions', ids),
      ledger.localValue<Session[]>(discardedSessionsKey),
      ledger.localValue<number>(actsSince),
      mayCorrect(owner, ledger),
    ]);
    // Other devices may know more about the time whose acts this device has removed.
    const known = sessions.filter(({ started_at }) => started_at >= since);
    const opened = openedIn(checkpoints);
    const changes = historyChanges(known, { stored, discarded, opened, keepsInterruptions }, rulesVersion);
    if (changes.length > 0) await record(changes);
    return since;
  }

  async function dropOutdatedActs(snapshot: Snapshot, since: number): Promise<void> {
    const { checkpoints, now } = snapshot;
    const outdated = outdatedActs(snapshot, checkpoints, now);
    // A copy that was kept after signing out may hold old acts that the account has never got.
    const mayGo = owner === 'local' || (await ledger.waitingCount('pomodoro_checkpoints')) === 0;
    if (outdated.length === 0 || !mayGo) return;
    const gone = new Set(outdated);
    const newest = checkpoints.reduce(
      (latest, { id, timestamp }) => (gone.has(id) ? Math.max(latest, timestamp) : latest),
      since,
    );
    await ledger.setLocalValue(actsSince, newest);
    await ledger.withdraw('pomodoro_checkpoints', outdated);
  }

  return {
    async keep(snapshot) {
      await dropOutdatedActs(snapshot, await writeHistory(snapshot));
    },
  };
}
