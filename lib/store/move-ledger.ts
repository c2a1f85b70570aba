import type { Ledger } from './ledger.ts';
import type { Change, Edited, Task, User } from './rows.ts';

/**
 * What of two sides is kept: `both` unites them; `account` gives up what was made here; of `here` tasks and settings
 * win, and the account's other tasks are deleted. History is never given up but by `account`, and only here.
 */
export type JoinChoice = 'both' | 'account' | 'here';

export interface MoveOptions {
  /** Owner of the ledger that the rows go to. */
  owner: string;
  choice?: JoinChoice;
  /** Milliseconds by the clock of `to`, for edits that the choice makes. */
  now: number;
  /** What to add to the instants of `from` where its clock was another one, in milliseconds. */
  shift?: number;
}

/** Rows in one transaction: enough to be quick, few enough to be done within a worker's short life. */
const most = 500;

/**
 * Brings all that is in one ledger into another one, as changes to be sent, and empties the source.
 * Killed in between it can run again: what arrived already stays as it is.
 */
export async function moveLedger(
  from: Ledger,
  to: Ledger,
  { owner, choice = 'both', now, shift = 0 }: MoveOptions,
): Promise<void> {
  const changes = choice === 'account' ? [] : (await changesFor(from, to, owner)).map(shifted(shift));
  const moved =
    choice === 'here' ? [...(await winning(changes, to, now)), ...(await deletions(from, to, now))] : changes;
  for (let start = 0; start < moved.length; start += most) {
    await to.record(moved.slice(start, start + most));
  }
  await from.clear();
}

/** Whether there is anything that a person would miss. Settings alone merge by themselves. */
export async function hasNoTasksOrHistory(ledger: Ledger): Promise<boolean> {
  const [tasks, acts, sessions] = await Promise.all([
    ledger.all('tasks'),
    ledger.all('pomodoro_checkpoints'),
    ledger.all('pomodoro_sessions'),
  ]);
  return acts.length + sessions.length === 0 && !tasks.some(isThere);
}

const isThere = ({ deleted_at }: Task): boolean => deleted_at === null;

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

/** With all its instants so much later. */
function shifted(by: number): (change: Change) => Change {
  const at = <T extends number | null>(instant: T) => (instant === null ? instant : instant + by) as T;
  const all = (edited: Edited): Edited =>
    Object.fromEntries(Object.entries(edited).map(([field, instant]) => [field, at(instant)]));
  return (change) => {
    const { table, row } = change;
    switch (table) {
      case 'tasks': {
        const [created_at, completed_at, deleted_at] = [
          at(row.created_at),
          at(row.completed_at),
          at(row.deleted_at),
        ];
        return { table, row: { ...row, created_at, completed_at, deleted_at, edited: all(row.edited) } };
      }
      case 'users':
        return { table, row: { ...row, edited: all(row.edited) } };
      case 'pomodoro_checkpoints':
        return { table, row: { ...row, timestamp: at(row.timestamp), last_active: at(row.last_active) } };
      case 'pomodoro_sessions':
        return { table, row: { ...row, start_time: at(row.start_time), end_time: at(row.end_time) } };
      case 'devices':
        return change;
    }
  };
}

/** What a person has set; the rest are defaults, and an account may have others. */
function ownSettings(user: User, owner: string): Change[] {
  const set = Object.keys(user.edited).filter((key) => key in user.pomodoro_settings);
  if (set.length === 0) return [];
  const pomodoro_settings = Object.fromEntries(set.map((key) => [key, user.pomodoro_settings[key]]));
  return [
    {
      table: 'users',
      row: { id: owner, email: null, username: null, pomodoro_settings, edited: user.edited },
    },
  ];
}

/** With settings that win over whatever the account has. */
async function winning(changes: readonly Change[], to: Ledger, now: number): Promise<Change[]> {
  const [there] = await to.all('users');
  return changes.map((change) => {
    if (change.table !== 'users') return change;
    const keys = Object.keys(change.row.edited);
    const edited = Object.fromEntries(keys.map((key) => [key, laterThan(there?.edited[key], now)]));
    return { table: 'users', row: { ...change.row, edited } };
  });
}

/** This machine's clock may be behind the one that made the other edit. */
const laterThan = (at = 0, now: number): number => Math.max(now, at + 1);

/** Marks for the tasks that only the account has. */
async function deletions(from: Ledger, to: Ledger, now: number): Promise<Change[]> {
  const [kept, tasks] = await Promise.all([from.all('tasks'), to.all('tasks')]);
  const ids = new Set(kept.map(({ id }) => id));
  return tasks
    .filter((task) => isThere(task) && !ids.has(task.id))
    .map((row) => ({
      table: 'tasks',
      row: {
        ...row,
        deleted_at: now,
        edited: { ...row.edited, deleted_at: laterThan(row.edited['deleted_at'], now) },
      },
    }));
}
