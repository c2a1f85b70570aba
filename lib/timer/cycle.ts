import type { Phase, Plan } from './checkpoint.ts';
import type { Settings } from './settings.ts';
import type { Slot, Timer } from './timer.ts';

/** What the next start would begin. */
export interface NextStart {
  phase: Phase;
  round: number;
  preset: string;
  plan: Plan;
  /** The session before it in the cycle, or null at the beginning of one. */
  follows: string | null;
}

/** A cycle that is left alone for this long (milliseconds) is over: the next start is round 1. */
export const cycleEndsAfter = 4 * 60 * 60 * 1000;

const minute = 60_000;

/** Length of a phase in milliseconds. */
export function phaseLength(plan: Plan, phase: Phase): number {
  return Math.round((phase === 'work' ? plan.work_duration : plan[phase]) * minute);
}

/** The phase that comes after one that was completed or skipped. */
export function phaseAfter(slot: Pick<Slot, 'session_type' | 'round_number' | 'plan'>): {
  phase: Phase;
  round: number;
} {
  const { session_type, round_number, plan } = slot;
  if (session_type === 'work') {
    const isLast = round_number >= plan.sessions_before_long_break;
    return { phase: isLast ? 'long_break' : 'short_break', round: round_number };
  }
  return { phase: 'work', round: session_type === 'long_break' ? 1 : round_number + 1 };
}

/**
 * What a start at `now` would begin: the phase that is due or, where `wanted` names another one, that one in its
 * place in the cycle. A focus session that was stopped is due again, in the same round, unless it had its whole time.
 */
export function nextStart(timer: Timer, settings: Settings, now: number, wanted?: Phase): NextStart {
  const preset = settings.preset;
  const plan = planOf(settings, preset);
  const slot = timer.slot;
  if (slot === null || isCycleOver(slot, now)) {
    return { phase: wanted ?? 'work', round: 1, preset, plan, follows: null };
  }
  const isLeft = slot.state === 'stopped' || isOpen(slot, now);
  const isWorkAgain = slot.session_type === 'work' && isLeft && !slot.is_earned;
  const due = isWorkAgain ? { phase: 'work' as const, round: slot.round_number } : phaseAfter(slot);
  const next =
    wanted === undefined || wanted === due.phase ? due : { phase: wanted, round: roundFor(wanted, due) };
  return { ...next, preset, plan, follows: slot.session_id };
}

/** A break that is left out ends its round. A break that is put in belongs to the round before. */
function roundFor(wanted: Phase, due: { phase: Phase; round: number }): number {
  if (wanted === 'work') return due.phase === 'long_break' ? 1 : due.round + 1;
  return due.phase === 'work' ? Math.max(1, due.round - 1) : due.round;
}

function planOf(settings: Settings, preset: string): Plan {
  const chosen = settings.presets[preset];
  if (!chosen) throw new Error(`settings name a preset that they do not hold: ${preset}`);
  const { work_duration, short_break, long_break, sessions_before_long_break } = chosen;
  return { work_duration, short_break, long_break, sessions_before_long_break };
}

function isOpen(slot: Slot, now: number): boolean {
  return slot.state === 'paused' || (slot.state === 'running' && (slot.ends_at ?? 0) > now);
}

/** Whether the cycle was left alone so long that it is over. */
export function isCycleOver(slot: Slot, now: number): boolean {
  return !isOpen(slot, now) && now - (slot.ends_at ?? slot.last_act_at) > cycleEndsAfter;
}
