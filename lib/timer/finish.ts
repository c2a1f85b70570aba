import type { Phase, Plan } from './checkpoint.ts';
import type { View } from './view.ts';

/** The part of a view that a projection starts from. */
export type Standing = Pick<View, 'state' | 'phase' | 'remaining' | 'round'>;

const minute = 60_000;

/**
 * The instant at which the last of `pomodoros` focus sessions ends if they follow one another from `now` on, each
 * with its break, the last without one. Null when none is left.
 *
 * `counts` says whether the focus session on show is one of them: one without a task, or for a task that has had
 * its share, takes its time but leaves as many to do.
 */
export function finishAt(
  standing: Standing,
  plan: Plan,
  pomodoros: number,
  counts: boolean,
  now: number,
): number | null {
  if (pomodoros <= 0) return null;
  const { phase, round } = standing;
  const live = standing.state === 'running' || standing.state === 'paused';
  let at = now;
  let left = pomodoros;
  let next = { phase, round };
  if (live || phase !== 'work') {
    at += standing.remaining;
    if (phase === 'work' && counts) left -= 1;
    next = after(next, plan);
  }
  while (left > 0) {
    if (next.phase === 'work') left -= 1;
    at += lengthOf(next.phase, plan);
    next = after(next, plan);
  }
  return at;
}

function after({ phase, round }: { phase: Phase; round: number }, plan: Plan): { phase: Phase; round: number } {
  const last = round >= plan.sessions_before_long_break;
  if (phase === 'work') return { phase: last ? 'long_break' : 'short_break', round };
  return { phase: 'work', round: phase === 'long_break' || last ? 1 : round + 1 };
}

function lengthOf(phase: Phase, plan: Plan): number {
  if (phase === 'work') return plan.work_duration * minute;
  return (phase === 'long_break' ? plan.long_break : plan.short_break) * minute;
}
