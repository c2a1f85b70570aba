import type { Task } from '../../store/rows.ts';

const longestTitle = 500;

/** A task as another app keeps it. Instants are milliseconds since the epoch. */
export interface OtherAppTask {
  id: string;
  title: string;
  /** What else is known of it. */
  description?: string | null;
  estimate?: number;
  createdAt: number;
  completedAt: number | null;
  position?: string;
}

/** Makes a row of it, in which no field was edited: whatever a person does to it here counts before the file. */
export function otherAppTask(task: OtherAppTask): Task {
  const { id, description = null, estimate = 1, createdAt, completedAt, position = 'a0' } = task;
  const whole = task.title.replaceAll(/\s+/g, ' ').trim();
  const title = whole.slice(0, longestTitle).replace(/[\ud800-\udbff]$/, '');
  // What does not fit into a title is kept.
  const parts = [title === whole ? null : whole, description].filter((part) => part !== null && part !== '');
  return {
    id,
    title,
    description: parts.length > 0 ? parts.join('\n\n') : null,
    estimated_pomodoros: estimate,
    created_at: createdAt,
    completed_at: completedAt,
    is_active: true,
    position,
    deleted_at: null,
    edited: {},
  };
}
