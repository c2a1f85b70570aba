import type { SessionRecord } from '../timer/timer.ts';
import { focusRuns } from './focus-run.ts';
import type { LocalDays } from './local-days.ts';

const minute = 60_000;

export interface GoalQuestion {
  /** The replayed sessions. They hold all of the day, because acts stay for weeks. */
  sessions: readonly SessionRecord[];
  /** The session that has just ended. */
  ended: string;
  /** The daily goal, minutes. 0 is none. */
  goal: number;
  now: number;
  localDays: LocalDays;
  /** The version of the replay's rules. */
  rules: number;
}

/** Whether the day's focus has come to the goal with this session. */
export function isGoalReached({ sessions, ended, goal, now, localDays, rules }: GoalQuestion): boolean {
  if (goal === 0) return false;
  // A session that ends exactly where a day begins counts for the day before.
  const today = localDays.dayOf(now - 1);
  const [begin, end] = [localDays.startOf(today), localDays.startOf(today + 1)];
  // Without the sums of the statistics page, which the background would have to carry.
  const focusOf = (some: readonly SessionRecord[]) =>
    focusRuns([], some, rules).reduce(
      (sum, { from, to }) => sum + Math.max(0, Math.min(to, end) - Math.max(from, begin)),
      0,
    );
  const before = focusOf(sessions.filter(({ id }) => id !== ended));
  return before < goal * minute && focusOf(sessions) >= goal * minute;
}
