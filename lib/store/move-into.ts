import type { Ledger } from './ledger.ts';
import type { Change, User } from './rows.ts';

/** Rows in one transaction: enough to be quick, few enough to be done within a worker's short life. */
const most = 500;

/**
 * Brings all that was made signed out into an account's ledger, as changes to be sent, and empties the source.
 * Killed in between it can run again: what arrived already stays as it is.
 */
export async function moveInto(from: Ledger, to: Ledger, account: string): Promise<void> {
  const changes = await changesFor(from, to, account);
  for (let start = 0; start < changes.length; start += most) {
    await to.record(changes.slice(start, start + most));
  }
  await from.empty();
}

async function changesFor(from: Ledger, to: Ledger, account: string): Promise<Change[]> {
  const [users, tasks, checkpoints, sessions] = await Promise.all([
    from.all('users'),
    from.all('tasks'),
    from.all('pomodoro_checkpoints'),
    from.all('pomodoro_sessions'),
  ]);
  const [acts, history] = await Promise.all([to.all('pomodoro_checkpoints'), to.all('pomodoro_sessions')]);
  const there = new Set([...acts, ...history].map(({ id }) => id));
  return [
    ...users.flatMap((user) => ownSettings(user, account)),
    ...tasks.map((row) => ({ table: 'tasks' as const, row })),
    ...checkpoints.map((row) => ({ table: 'pomodoro_checkpoints' as const, row })),
    ...sessions.map((row) => ({ table: 'pomodoro_sessions' as const, row })),
  ].filter(({ table, row }) => table === 'tasks' || table === 'users' || !there.has(row.id));
}

/** What a person has set; the rest are defaults, and an account may have others. */
function ownSettings(user: User, account: string): Change[] {
  const set = Object.keys(user.edited).filter((key) => key in user.pomodoro_settings);
  if (set.length === 0) return [];
  const pomodoro_settings = Object.fromEntries(set.map((key) => [key, user.pomodoro_settings[key]]));
  return [
    {
      table: 'users',
      row: { id: account, email: null, username: null, pomodoro_settings, edited: user.edited },
    },
  ];
}
