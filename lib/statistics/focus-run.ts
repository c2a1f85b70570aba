import type { Session } from '../store/rows.ts';
import type { SessionRecord } from '../timer/timer.ts';
import { endedSessions } from './ended-sessions.ts';
import { placedSpan, type Span } from '../corrections/placed-span.ts';

/** The time of a focus session that has ended. `to - from` is how long it ran. */
export interface FocusRun extends Span {
  task_id: string | null;
  /** Whether it had its whole time, which makes it a pomodoro. */
  isCompleted: boolean;
}

/** The focus among the sessions that have ended, each with its minutes placed. */
export function focusRuns(
  stored: readonly Session[],
  replayed: readonly SessionRecord[],
  rules: number,
): FocusRun[] {
  return endedSessions(stored, replayed, rules)
    .filter(({ phase }) => phase === 'work')
    .map(({ task_id, start, end, active, isCompleted }) => ({
      task_id,
      ...placedSpan(start, end, active),
      isCompleted,
    }));
}
