import { randomUUID } from 'node:crypto';
import type { Task } from '../../lib/store/rows.ts';

/** A task whose title is longer than the database takes. */
export function makeOddTask(now: number): Task {
  return {
    id: randomUUID(),
    title: 'Too long '.repeat(60),
    description: null,
    estimated_pomodoros: 1,
    created_at: now,
    completed_at: null,
    is_active: true,
    position: 'a9',
    deleted_at: null,
    edited: { title: now },
  };
}
