import type { Interruption, Phase, Plan } from './checkpoint.ts';

export type SlotState = 'running' | 'paused' | 'completed' | 'stopped' | 'skipped';

/** What the one slot holds: the session that took it last. */
export interface Slot {
  session_id: string;
  session_type: Phase;
  task_id: string | null;
  round_number: number;
  preset_type: string;
  plan: Plan;
  state: SlotState;
  /** Whether it is a focus session that has had its whole time: it counts, however it ends. */
  is_earned: boolean;
  /** When a running phase will end, or when an ended one did; null while paused. */
  ends_at: number | null;
  /** Milliseconds left at the last act; 0 once completed. While it runs, `ends_at` says more. */
  remaining_time: number;
  /** The whole length of the phase in milliseconds, with its extensions. */
  total_time: number;
  /** When the session first took the slot, or an earlier instant to which its start was moved back. */
  started_at: number;
  /** How much earlier that is than the instant at which somebody pressed Start, milliseconds. */
  backdated: number;
  /** When the session before it was over: it cannot have begun earlier. Null where none is known. */
  free_from: number | null;
  /** The device of the newest act that had an effect on it: that device rings. Automatic phases inherit it. */
  lead: string;
  /** When a person last acted on it with effect. Automatic phases inherit it from the phase before. */
  last_act_at: number;
  /** How many phases in a row have begun by themselves, this one included; 0 once a person acts. */
  unattended: number;
  /** The newest checkpoint that had an effect on it, and its generation. It is the cause of an auto-start. */
  cause_id: string;
  cause_generation: number;
}

export interface Timer {
  slot: Slot | null;
  /** The newest checkpoint in replay order: the next one names it as its parent. */
  newest_id: string | null;
  /** The highest generation known: the next checkpoint has one more. */
  generation: number;
}

export type Outcome = 'running' | 'paused' | 'completed' | 'interrupted' | 'stopped' | 'skipped' | 'void';

/** One session as the replay sees it. History keeps it as a row of `pomodoro_sessions`. */
export interface SessionRecord {
  id: string;
  task_id: string | null;
  session_type: Phase;
  round_number: number;
  preset_type: string;
  started_at: number;
  /** Null while it is running or paused. */
  ended_at: number | null;
  /** Milliseconds that it ran in the slot until `now`, without pauses and interruptions. */
  active_time: number;
  /** How it was left. */
  outcome: Outcome;
  /** Whether it has ended and counts: it ran to its end, or is a focus session that had its whole time before. */
  completed: boolean;
  /** The device that started it. */
  device_id: string;
  /** The device that led it last. */
  lead: string;
  /** The checkpoint that ended it: a stop, a skip, or the one that took the slot. Null where it was completed. */
  ended_by: string | null;
  /** How often it was interrupted. Missing where nobody ever counted. */
  interruptions?: Record<Interruption, number>;
  /** The first version of the replay's rules that says all of this. */
  rules: number;
}
