import { editTime } from './edit-time.ts';
import type { Ledger } from './ledger.ts';
import type { Change, User } from './rows.ts';
import { shiftInstants } from './shift-instants.ts';

/**
 * What a sign-in keeps where both this browser and the account have data. `both` merges them. `account` gives up what
 * was made here. With `here` this browser's settings win, and the tasks that only the account has are deleted. The
 * account's history always stays.
 */
export type JoinChoice = 'both' | 'account' | 'here';

export interface MoveOptions {
  /** The owner of the ledger that the rows go to. */
  owner: string;
  choice?: JoinChoice;
  /** The time (milliseconds) of the edits that the choice makes, by the clock of `to`. */
  now: number;
  /** Milliseconds to add to the instants of `from`, where another clock made them. */
  shift?: number;
  /** This browser's id, as `from` has it and as `to` is to have it. No server learns the one that another server has. */
  device?: { from: string; to: string };
}

/** Rows per transaction: enough to be fast, few enough for a worker that may end soon. */
const batchSize = 500;

/**
 * Moves all rows of one ledger into another one, from which they are sent, and clears the first. When it is killed on
 * the way it can run again: rows that have arrived stay as they are.
 */
export async function moveLedger(
  from: Ledger,
  to: Ledger,
  { owner, choice = 'both', now, shift = 0, device }: MoveOptions,
): Promise<void> {
  const there = choice === 'account' ? [] : await changesFor(from, to, owner);
  const changes = there.map(shiftInstants(shift)).map((change) => withDevice(change, device));
  const moved =
    choice === 'here'
      ? [...(await withWinningSettings(changes, to, now)), ...(await deletions(from, to, now))]
      : changes;
  for (let start = 0; start < moved.length; start += batchSize) {
    await to.record(moved.slice(start, start + batchSize));
  }
  await from.clear();
}

/** What this browser did gets its new id. What others did, in a copy that an account left, keeps theirs. */
function withDevice(change: Change, device: MoveOptions['device']): Change {
  if (!device || !('device_id' in change.row) || change.row.device_id !== device.from) return change;
  return { table: change.table, row: { ...change.row, device_id: device.to } } as Change;
}

/** Leaves out checkpoints and sessions that have arrived before: the server may have changed them since. */
async function changesFor(from: Ledger, to: Ledger, owner: string): Promise<Change[]> {
  const [users, tasks, checkpoints, sessions] = await Promise.all([
    from.all('users'),
    from.all('tasks'),
    from.all('pomodoro_checkpoints'),
    from.all('pomodoro_sessions'),
  ]);
  const [acts, history] = await Promise.all([to.all('pomodoro_checkpoints'), to.all('pomodoro_sessions')]);
  const there = new Set([...acts, ...history].map(({ id }) => id));
  return [
    ...users.flatMap((user) => ownSettings(user, owner)),
    ...tasks.map((row) => ({ table: 'tasks' as const, row })),
    ...checkpoints.map((row) => ({ table: 'pomodoro_checkpoints' as const, row })),
    ...sessions.map((row) => ({ table: 'pomodoro_sessions' as const, row })),
  ].filter(({ table, row }) => table === 'tasks' || table === 'users' || !there.has(row.id));
}

/** Only what a person has set: the rest are defaults, and the account may have other values. */
function ownSettings(user: User, owner: string): Change[] {
  const set = Object.keys(user.edited).filter((key) => Object.hasOwn(user.pomodoro_settings, key));
  if (set.length === 0) return [];
  const pomodoro_settings = Object.fromEntries(set.map((key) => [key, user.pomodoro_settings[key]]));
  return [
    {
      table: 'users',
      row: { id: owner, email: null, username: null, pomodoro_settings, edited: user.edited },
    },
  ];
}

/** Gives the settings edit times that are later than the account's. */
async function withWinningSettings(changes: readonly Change[], to: Ledger, now: number): Promise<Change[]> {
  const [there] = await to.all('users');
  return changes.map((change) => {
    if (change.table !== 'users') return change;
    const keys = Object.keys(change.row.edited);
    const edited = Object.fromEntries(
      keys.map((key) => [key, laterThan(there ? editTime(there.edited, key) : 0, now)]),
    );
    return { table: 'users', row: { ...change.row, edited } };
  });
}

/** `now` alone is not enough: the clock that made the other edit may be ahead of this one. */
const laterThan = (at = 0, now: number): number => Math.max(now, at + 1);

/** Deletes the tasks that only the account has. */
async function deletions(from: Ledger, to: Ledger, now: number): Promise<Change[]> {
  const [kept, tasks] = await Promise.all([from.all('tasks'), to.all('tasks')]);
  const ids = new Set(kept.map(({ id }) => id));
  return tasks
    .filter(({ id, deleted_at }) => deleted_at === null && !ids.has(id))
    .map((row) => ({
      table: 'tasks',
      row: {
        ...row,
        deleted_at: now,
        edited: { ...row.edited, deleted_at: laterThan(row.edited['deleted_at'], now) },
      },
    }));
}
