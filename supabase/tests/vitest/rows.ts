import { randomUUID } from 'node:crypto';
import type { Row } from './call-sync.ts';

export const plan = { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 };

export function checkpoint(given: Row = {}): Row & { id: string } {
  const id = randomUUID();
  return {
    id,
    session_id: randomUUID(),
    parent_id: null,
    follows: null,
    device_id: randomUUID(),
    checkpoint_type: 'start',
    timestamp: new Date().toISOString(),
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
    ...given,
  };
}

export function task(given: Row = {}): Row & { id: string } {
  return {
    id: randomUUID(),
    title: 'Write the report',
    description: null,
    estimated_pomodoros: 2,
    created_at: '2026-01-01T09:00:00.000Z',
    completed_at: null,
    is_active: true,
    position: 'a0',
    deleted_at: null,
    edited: {},
    ...given,
  };
}

export function session(given: Row = {}): Row & { id: string } {
  return {
    id: randomUUID(),
    task_id: null,
    start_time: '2026-01-01T10:00:00.000Z',
    end_time: '2026-01-01T10:25:00.000Z',
    session_type: 'work',
    completed: true,
    current_session_number: 1,
    active_time: 1_500_000,
    outcome: 'completed',
    preset_type: 'short',
    rules: 1,
    ...given,
  };
}

export function device(given: Row = {}): Row & { id: string } {
  return { id: randomUUID(), name: 'Firefox', platform: 'Linux', ...given };
}
