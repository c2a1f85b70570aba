import type { Phase } from './checkpoint.ts';
import { isCycleOver, phaseLength, nextStart } from './cycle.ts';
import type { Settings } from './settings.ts';
import type { Slot, Timer } from './timer.ts';

/** What a screen shows of the timer at one instant. */
export interface TimerView {
  /** `finished`: the phase in the slot has ended, and the next one has not been started yet. */
  state: 'idle' | 'running' | 'paused' | 'finished';
  /** The phase on the screen. When idle or finished, the one that a start would begin. */
  phase: Phase;
  /** Milliseconds left of it, never below 0. When idle or finished, its whole length. */
  remaining: number;
  /** Its whole length in milliseconds, with its extensions. */
  total: number;
  /** Which focus session of the cycle, from 1. */
  round: number;
  /** How many focus sessions the cycle has. */
  rounds: number;
  preset: string;
  /**
   * The task that the screen names. During focus and right after it, that is what ran, whatever was chosen since.
   * Otherwise it is the current task.
   */
  task_id: string | null;
  /** The session in the slot, for commands about it; null when idle. */
  session_id: string | null;
  /** Its lead; null when idle. */
  lead: string | null;
  /** When it ends or ended; null when idle or paused. */
  ends_at: number | null;
  /** When finished: the phase that ended. */
  ended_phase: Phase | null;
  /** It is finished because its time was over, and not because somebody skipped it. */
  ran_out?: true;
}

/** The timer as a screen shows it at `now` (corrected time, milliseconds). Screens call it at every tick. */
export function viewTimer(timer: Timer, settings: Settings, now: number): TimerView {
  const slot = timer.slot;
  if (slot === null || isCycleOver(slot, now)) return viewOfNext(timer, settings, now, 'idle');
  const state = stateOf(slot, now);
  if (state === 'idle' || state === 'finished') return viewOfNext(timer, settings, now, state);
  const left = slot.ends_at === null ? slot.remaining_time : slot.ends_at - now;
  return {
    state,
    phase: slot.session_type,
    remaining: Math.max(0, Math.min(slot.total_time, left)),
    total: slot.total_time,
    round: slot.round_number,
    rounds: slot.plan.sessions_before_long_break,
    preset: slot.preset_type,
    task_id: slot.session_type === 'work' ? slot.task_id : settings.current_task,
    session_id: slot.session_id,
    lead: slot.lead,
    ends_at: slot.ends_at,
    ended_phase: null,
  };
}

/** Nothing is open in the slot: what a start would begin is on the screen. */
function viewOfNext(timer: Timer, settings: Settings, now: number, state: 'idle' | 'finished'): TimerView {
  const next = nextStart(timer, settings, now);
  const length = phaseLength(next.plan, next.phase);
  const ended = state === 'finished' ? timer.slot : null;
  return {
    state,
    phase: next.phase,
    remaining: length,
    total: length,
    round: next.round,
    rounds: next.plan.sessions_before_long_break,
    preset: next.preset,
    task_id: ended?.session_type === 'work' ? ended.task_id : settings.current_task,
    session_id: ended?.session_id ?? null,
    lead: ended?.lead ?? null,
    ends_at: ended?.ends_at ?? null,
    ended_phase: ended?.session_type ?? null,
    ...(ended !== null && ended.state !== 'skipped' && { ran_out: true }),
  };
}

function stateOf(slot: Slot, now: number): TimerView['state'] {
  if (slot.state === 'stopped') return 'idle';
  if (slot.state === 'paused') return 'paused';
  return slot.state === 'running' && (slot.ends_at ?? 0) > now ? 'running' : 'finished';
}
