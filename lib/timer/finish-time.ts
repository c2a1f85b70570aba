import type { Plan } from './checkpoint.ts';
import { phaseLength, phaseAfter } from './cycle.ts';
import type { TimerView } from './view.ts';

/** The part of a view that a projection starts from. */
export type FinishStart = Pick<TimerView, 'state' | 'phase' | 'remaining' | 'round'>;

/**
 * The instant (milliseconds) at which the last of `pomodoros` focus sessions ends if they follow one another from
 * `now` on, each with its break, the last without one. Null when none is left.
 *
 * `counts` says whether the focus session on show is one of them: one without a task, or for a task that has had
 * its share, takes its time but leaves as many to do.
 */
export function finishTime(
  standing: FinishStart,
  plan: Plan,
  pomodoros: number,
  counts: boolean,
  now: number,
): number | null {
  if (pomodoros <= 0) return null;
  const isLive = standing.state === 'running' || standing.state === 'paused';
  let at = now;
  let left = pomodoros;
  let next = { phase: standing.phase, round: standing.round };
  if (isLive) {
    at += standing.remaining;
    if (next.phase === 'work' && counts) left -= 1;
    next = after(next, plan);
  }
  while (left > 0) {
    at += phaseLength(plan, next.phase);
    if (next.phase === 'work') left -= 1;
    next = after(next, plan);
  }
  return at;
}

function after(
  { phase, round }: Pick<TimerView, 'phase' | 'round'>,
  plan: Plan,
): Pick<TimerView, 'phase' | 'round'> {
  return phaseAfter({ session_type: phase, round_number: round, plan });
}
