/** The kind of one interval of a cycle. Its column is `session_type`. */
export type Phase = 'work' | 'short_break' | 'long_break';

/**
 * What a person does to the timer. A `handoff` makes the actor's device the lead. A `drop` takes back a phase that
 * began by itself, with all that began by itself after it. A `retask` gives the session another task.
 * `internal` and `external` count an interruption, and `uncount` takes back the one that it names as its cause. A
 * `backdate` moves the start of the session back.
 */
export type HumanAct =
  | 'start'
  | 'pause'
  | 'resume'
  | 'extend'
  | 'skip'
  | 'stop'
  | 'handoff'
  | 'drop'
  | 'retask'
  | 'internal'
  | 'external'
  | 'uncount'
  | 'backdate';

/** `begin` is the only act that no person does: it records an auto-start. */
export type Act = HumanAct | 'begin';

/**
 * The durations of a cycle, in minutes, copied from the preset at each start. So an edit of the preset changes no
 * session that has begun.
 */
export interface Plan {
  work_duration: number;
  short_break: number;
  long_break: number;
  /** How many focus sessions come before a long break. */
  sessions_before_long_break: number;
}

/**
 * The record of one act, with what the actor saw: a row of `pomodoro_checkpoints`. It never changes. Instants are
 * milliseconds since the epoch by the device's corrected clock; spans are milliseconds.
 */
export interface Checkpoint {
  id: string;
  /** The session that the act is about. Every start and begin makes a new one. */
  session_id: string;
  /** The cause: the newest checkpoint in replay order that the actor's device knew, whatever its session. */
  parent_id: string | null;
  /** On a start or begin: the session before this one in the cycle. */
  follows: string | null;
  device_id: string;
  /** How the act is recorded: its name, or that of an act that a newer version of Baton knows. `actOf` tells which. */
  checkpoint_type: string;
  timestamp: number;
  /** 1 + the highest generation that the actor's device knew. */
  generation: number;
  session_type: Phase;
  task_id: string | null;
  /** Which focus session of the cycle this is, from 1. A break has the round of the focus session before it. */
  round_number: number;
  preset_type: string;
  plan: Plan;
  /** What the actor saw left of the phase, in milliseconds. */
  remaining_time: number;
  /**
   * What an extend adds, in milliseconds. On a backdate, how long before its first start the session began. 0 in every
   * other act.
   */
  added_time: number;
  /** Whether the timer was paused after the act, as the actor saw it. */
  is_paused: boolean;
  /** When the actor was last active on that device, or null where that is not known. */
  last_active: number | null;
}

/** How a focus session was interrupted: by a thought of one's own (′), or by somebody else (−). */
export type Interruption = 'internal' | 'external';

/** What stands in `preset_type` of the acts that are recorded as an extension by nothing, beside `retask`. */
export const presetOfAct = {
  internal: 'interruption:internal',
  external: 'interruption:external',
  uncount: 'interruption:none',
} as const satisfies Partial<Record<HumanAct, string>>;

const actsByPreset = new Map<string, HumanAct>(
  Object.entries(presetOfAct).map(([act, preset]) => [preset, act as HumanAct]),
);

/**
 * The act that a checkpoint records. A `retask` is recorded as an extension by nothing, with the new task, and an
 * interruption as one whose preset names it: so versions that know neither take it without harm, whatever other devices
 * have done meanwhile.
 */
export function actOf({ checkpoint_type, added_time, preset_type }: Checkpoint): string {
  if (checkpoint_type !== 'extend' || added_time !== 0) return checkpoint_type;
  return actsByPreset.get(preset_type) ?? 'retask';
}
