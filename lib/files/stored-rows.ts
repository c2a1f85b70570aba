import type { Ledger } from '../store/ledger.ts';
import type { StoredRows } from './import-plan.ts';

/** All rows of a ledger; `owner` is the account's id, or `local` for the signed-out one. */
export async function readStoredRows(ledger: Pick<Ledger, 'all'>, owner: string): Promise<StoredRows> {
  const [users, tasks, sessions, checkpoints] = await Promise.all([
    ledger.all('users'),
    ledger.all('tasks'),
    ledger.all('pomodoro_sessions'),
    ledger.all('pomodoro_checkpoints'),
  ]);
  return { owner, user: users.find(({ id }) => id === owner) ?? null, tasks, sessions, checkpoints };
}
