import type { rowLimits } from '../../lib/limits/row-limits.ts';

export type Fields = Record<string, unknown>;
export type Table = keyof typeof rowLimits;

export const plan = { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 };
const instant = '2026-03-12T10:00:00Z';

/** A row of each table that a server of ours could send. */
export const good: Readonly<Record<Table, Fields>> = {
  users: { id: 'ada', email: null, username: 'ada', pomodoro_settings: {}, edited: {} },
  tasks: {
    id: 'mine',
    title: 'Write',
    description: null,
    estimated_pomodoros: 1,
    created_at: instant,
    completed_at: null,
    is_active: true,
    position: 'a0',
    deleted_at: null,
    edited: {},
  },
  pomodoro_sessions: {
    id: 'one',
    task_id: null,
    session_type: 'work',
    start_time: instant,
    end_time: '2026-03-12T10:25:00Z',
    completed: true,
    current_session_number: 1,
    active_time: 1_500_000,
    outcome: 'completed',
    preset_type: 'short',
    rules: 1,
  },
  pomodoro_checkpoints: {
    id: 'act',
    session_id: 'one',
    parent_id: null,
    follows: null,
    device_id: 'laptop',
    checkpoint_type: 'start',
    timestamp: instant,
    generation: 1,
    session_type: 'work',
    task_id: null,
    round_number: 1,
    preset_type: 'short',
    plan,
    remaining_time: 1_500_000,
    added_time: 0,
    is_paused: false,
    last_active: null,
  },
  devices: {
    id: 'laptop',
    name: 'Chrome',
    chosen_name: null,
    created_at: instant,
    platform: 'Linux',
    last_seen: instant,
    removed_at: null,
  },
};
