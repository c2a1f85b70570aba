import type { Ledger } from '../store/ledger.ts';
import type { Device, Session, Task, User } from '../store/rows.ts';
import type { Checkpoint } from '../timer/checkpoint.ts';

/** All rows of one owner that are stored on this device, rows that are marked as deleted among them. */
export interface StoredRows {
  /** The id of the row of `users`: that of the account, or `local` where nobody is signed in. */
  owner: string;
  user: User | null;
  tasks: readonly Task[];
  sessions: readonly Session[];
  checkpoints: readonly Checkpoint[];
}

/** The same with what the devices are called. */
export interface SavedRows extends StoredRows {
  devices: readonly Device[];
}

export async function readStoredRows(ledger: Pick<Ledger, 'all'>, owner: string): Promise<SavedRows> {
  const [users, tasks, sessions, checkpoints, devices] = await Promise.all([
    ledger.all('users'),
    ledger.all('tasks'),
    ledger.all('pomodoro_sessions'),
    ledger.all('pomodoro_checkpoints'),
    ledger.all('devices'),
  ]);
  return { owner, user: users.find(({ id }) => id === owner) ?? null, tasks, sessions, checkpoints, devices };
}
