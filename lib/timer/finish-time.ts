import type { Plan } from './checkpoint.ts';
import { phaseLength, phaseAfter } from './cycle.ts';
import type { TimerView } from './view.ts';

/** More than anybody does in a month. */
const most = 1000;

/** The part of the timer's view that the calculation starts from. */
export type FinishStart = Pick<TimerView, 'state' | 'phase' | 'remaining' | 'round'>;

/**
 * The instant (milliseconds) at which the last of `pomodoros` focus sessions would end if nobody stopped from `now`
 * on. Each has its break, but the last one's does not count. Null when there are none to do, or more than `1,000`.
 *
 * `counts` says whether the focus session on the screen is one of them. Where it is for something else, it takes its
 * time and leaves as many to do.
 */
export function finishTime(
  from: FinishStart,
  plan: Plan,
  pomodoros: number,
  counts: boolean,
  now: number,
): number | null {
  if (pomodoros <= 0 || pomodoros > most) return null;
  const isOpen = from.state === 'running' || from.state === 'paused';
  let at = now;
  let left = pomodoros;
  let next = { phase: from.phase, round: from.round };
  if (isOpen) {
    at += from.remaining;
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
