import type { Checkpoint } from '../../timer/checkpoint.ts';
import type { Ledger } from '../ledger.ts';
import { openLedger, type LedgerOptions } from '../open-ledger.ts';
import type { Change, Device, Session, Task, User } from '../rows.ts';

/** When the rows were made. */
export const madeAt = Date.UTC(2026, 0, 1, 9);

/** A ledger in a database of its own. */
export function freshLedger(options: Partial<LedgerOptions> = {}): Promise<Ledger> {
  return openLedger({ name: `test-${crypto.randomUUID()}`, ...options });
}

export function taskRow(row: Partial<Task> = {}): Task {
  return {
    id: 'task',
    title: 'Write the report',
    description: null,
    estimated_pomodoros: 1,
    created_at: madeAt,
    completed_at: null,
    is_active: true,
    position: 'a0',
    deleted_at: null,
    edited: {},
    ...row,
  };
}

export function checkpointRow(row: Partial<Checkpoint> = {}): Checkpoint {
  return {
    id: 'act',
    session_id: 'session',
    parent_id: null,
    follows: null,
    device_id: 'laptop',
    checkpoint_type: 'start',
    timestamp: madeAt,
    generation: 1,
    session_type: 'work',
    task_id: null,
    round_number: 1,
    preset_type: 'short',
    plan: { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 },
    remaining_time: 1_500_000,
    added_time: 0,
    is_paused: false,
    last_active: null,
    ...row,
  };
}

export function sessionRow(row: Partial<Session> = {}): Session {
  return {
    id: 'session',
    task_id: null,
    session_type: 'work',
    start_time: madeAt,
    end_time: madeAt + 1_500_000,
    completed: true,
    current_session_number: 1,
    active_time: 1_500_000,
    outcome: 'completed',
    preset_type: 'short',
    rules: 1,
    ...row,
  };
}

export function userRow(row: Partial<User> = {}): User {
  return { id: 'ada', email: null, username: null, pomodoro_settings: {}, edited: {}, ...row };
}

export function deviceRow(row: Partial<Device> = {}): Device {
  return {
    id: 'laptop',
    name: 'Chrome',
    created_at: madeAt,
    platform: 'Linux',
    last_seen: madeAt,
    removed_at: null,
    ...row,
  };
}

export const task = (row: Partial<Task> = {}): Change => ({ table: 'tasks', row: taskRow(row) });
export const checkpoint = (row: Partial<Checkpoint> = {}): Change => ({
  table: 'pomodoro_checkpoints',
  row: checkpointRow(row),
});
export const session = (row: Partial<Session> = {}): Change => ({
  table: 'pomodoro_sessions',
  row: sessionRow(row),
});
export const user = (row: Partial<User> = {}): Change => ({ table: 'users', row: userRow(row) });
export const device = (row: Partial<Device> = {}): Change => ({ table: 'devices', row: deviceRow(row) });
