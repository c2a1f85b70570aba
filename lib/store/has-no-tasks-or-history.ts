import type { Ledger } from './ledger.ts';

/** Whether nothing would be missed. Settings do not count, because they merge without a question. */
export async function hasNoTasksOrHistory(ledger: Ledger): Promise<boolean> {
  const [tasks, acts, sessions] = await Promise.all([
    ledger.all('tasks'),
    ledger.all('pomodoro_checkpoints'),
    ledger.all('pomodoro_sessions'),
  ]);
  return acts.length + sessions.length === 0 && tasks.every(({ deleted_at }) => deleted_at !== null);
}
