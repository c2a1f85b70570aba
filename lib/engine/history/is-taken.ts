import type { Ledger } from '../../store/ledger.ts';

/** Whether the history has another session than this one in that time. */
export async function isTaken(
  ledger: Pick<Ledger, 'all'>,
  session: string,
  from: number,
  to: number,
): Promise<boolean> {
  const rows = await ledger.all('pomodoro_sessions');
  return rows.some(
    ({ id, outcome, start_time, end_time }) =>
      id !== session && outcome !== 'void' && end_time !== null && end_time > from && start_time < to,
  );
}
