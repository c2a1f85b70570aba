import type { Phase, Plan } from './checkpoint.ts';

export type SlotState = 'running' | 'paused' | 'completed' | 'stopped' | 'skipped';

/** The session that the timer is about: the last one that took the one slot there is. */
export interface Slot {
  session_id: string;
  session_type: Phase;
  task_id: string | null;
  round_number: number;
  preset_type: string;
  plan: Plan;
  state: SlotState;
  /** Instant at which a running phase ends, or at which an ended one did; null while paused. */
  ends_at: number | null;
  /** Milliseconds left: while paused what is frozen, 0 once completed, else what was left at the last act. */
  remaining_time: number;
  /** Whole length of the phase in milliseconds, extensions included. */
  total_time: number;
  /** Instant at which it first took the slot. */
  started_at: number;
  /** Device of the newest effective human act: it rings. Automatic phases inherit it. */
  lead: string;
  /** Instant of the newest effective human act on this session or, for automatic phases, on the one they follow from. */
  last_act_at: number;
  /** How many phases have begun by themselves since a person last acted. */
  unattended: number;
  /** The newest checkpoint that had an effect on the session, and its generation: the cause of what begins by itself. */
  cause_id: string;
  cause_generation: number;
}

export interface Timer {
  slot: Slot | null;
  /** The newest checkpoint in replay order: the parent of the next one. */
  newest_id: string | null;
  /** The highest generation known; the next checkpoint has one more. */
  generation: number;
}

export type Outcome = 'running' | 'paused' | 'completed' | 'interrupted' | 'stopped' | 'skipped' | 'void';

/** What one run of a phase came to: the replay's side of a row of `pomodoro_sessions`. */
export interface SessionRecord {
  id: string;
  task_id: string | null;
  session_type: Phase;
  round_number: number;
  preset_type: string;
  started_at: number;
  /** Null while it is running or paused. */
  ended_at: number | null;
  /** Milliseconds that it ran in the slot up to `now`: pauses and interruptions not counted. */
  active_time: number;
  outcome: Outcome;
  /** Device that started it. */
  device_id: string;
  /** The checkpoint that ended it: a stop, a skip, or what took the slot. Null where the end just came. */
  ended_by: string | null;
}
