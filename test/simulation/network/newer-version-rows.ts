import type { WireRowOf } from '../../server-model/wire-rows.ts';

/** Rows with a column, an act and a table that this version has never heard of. */
export function newerVersionRows(now: number): WireRowOf[] {
  const at = new Date(now).toISOString();
  const plan = { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 };
  const act = {
    id: `n-${now}`,
    session_id: 'n-0',
    parent_id: null,
    follows: null,
    device_id: 'n',
    task_id: null,
  };
  const seen = { remaining_time: 1000, added_time: 0, is_paused: true, last_active: null, mood: 'calm' };
  const kind = { checkpoint_type: 'nap', session_type: 'work', round_number: 1, preset_type: 'short' };
  return [
    { table: 'pomodoro_checkpoints', row: { ...act, ...seen, ...kind, plan, timestamp: at, generation: 1 } },
    { table: 'labels', row: { id: `n-${now}`, colour: 'red' } },
  ];
}
