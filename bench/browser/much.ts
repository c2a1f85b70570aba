import { aHistory } from '../../lib/statistics/testing/history.ts';
import type { Session, Task } from '../../lib/store/rows.ts';

/** What somebody has after years: so many tasks, and sessions of them. */
export function muchOf({ tasks, sessions }: { tasks: number; sessions: number }): {
  tasks: Task[];
  pomodoro_sessions: Session[];
} {
  const made = Array.from({ length: tasks }, (_, place): Task => ({
    id: `task-${place}`,
    title: `Task number ${place + 1}`,
    description: null,
    estimated_pomodoros: (place % 5) + 1,
    created_at: 0,
    completed_at: null,
    is_active: true,
    position: `a${String(place).padStart(4, '0')}`,
    deleted_at: null,
    edited: {},
  }));
  const history = aHistory({ sessions, until: Date.now(), tasks: made.map(({ id }) => id) });
  return { tasks: made, pomodoro_sessions: history };
}
