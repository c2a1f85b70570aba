import type { Change, Edited } from './rows.ts';

/** Adds `by` milliseconds to every instant of a change. */
export function shiftInstants(by: number): (change: Change) => Change {
  const at = <T extends number | null>(instant: T) => (instant === null ? instant : instant + by) as T;
  const all = (edited: Edited): Edited =>
    Object.fromEntries(Object.entries(edited).map(([field, instant]) => [field, at(instant)]));
  return (change) => {
    const { table, row } = change;
    switch (table) {
      case 'tasks':
        return {
          table,
          row: {
            ...row,
            created_at: at(row.created_at),
            completed_at: at(row.completed_at),
            deleted_at: at(row.deleted_at),
            edited: all(row.edited),
          },
        };
      case 'users':
        return { table, row: { ...row, edited: all(row.edited) } };
      case 'pomodoro_checkpoints':
        return { table, row: { ...row, timestamp: at(row.timestamp), last_active: at(row.last_active) } };
      case 'pomodoro_sessions':
        return {
          table,
          row: {
            ...row,
            start_time: at(row.start_time),
            end_time: at(row.end_time),
            ...(row.deleted_at !== undefined && { deleted_at: at(row.deleted_at) }),
            ...(row.edited && { edited: all(row.edited) }),
          },
        };
      case 'devices':
        return change;
    }
  };
}
