/** One interval of a cycle; the column is `session_type`. */
export type Phase = 'work' | 'short_break' | 'long_break';

/** What a person does to the timer. `drop` takes back a phase that began by itself, and what followed from it. */
export type HumanAct = 'start' | 'pause' | 'resume' | 'extend' | 'skip' | 'stop' | 'handoff' | 'drop';

/** `begin` is the one automatic kind: an auto-start. */
export type Act = HumanAct | 'begin';

/** The durations of one cycle, in minutes, frozen at a start: later edits of a preset never reach a running cycle. */
export interface Plan {
  work_duration: number;
  short_break: number;
  long_break: number;
  /** A long break follows after this many focus sessions. */
  sessions_before_long_break: number;
}

/**
 * An immutable record of one act on the timer, with what the actor saw: a row of `pomodoro_checkpoints`.
 * Instants are milliseconds since the epoch by the device's corrected clock; spans are milliseconds.
 */
export interface Checkpoint {
  id: string;
  /** The run of a phase that the act is about; every start and begin makes a new one. */
  session_id: string;
  /** The newest checkpoint, in replay order, that the actor's device knew, whatever its session. */
  parent_id: string | null;
  /** The session before this one in the cycle; only on a start or begin. */
  follows: string | null;
  device_id: string;
  /** An `Act`, or the name of an act that a newer version of Baton knows. */
  checkpoint_type: string;
  timestamp: number;
  /** 1 + the highest generation that the actor's device knew. */
  generation: number;
  session_type: Phase;
  task_id: string | null;
  /** Which focus session of the cycle this is, from 1; a break carries the round that it follows. */
  round_number: number;
  preset_type: string;
  plan: Plan;
  /** What the actor saw left of the phase, in milliseconds. */
  remaining_time: number;
  /** What an extend adds, in milliseconds; 0 on every other act. */
  added_time: number;
  /** Whether the timer stood still after the act, as the actor saw it. */
  is_paused: boolean;
  /** When the actor was last seen active on that device, or null where that is not known. */
  last_active: number | null;
}
