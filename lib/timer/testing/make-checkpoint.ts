import type { Act, Checkpoint, Phase, Plan } from '../checkpoint.ts';
import { phaseLength } from '../cycle.ts';

export const minutes = 60_000;

export const plan: Plan = {
  work_duration: 25,
  short_break: 5,
  long_break: 15,
  sessions_before_long_break: 4,
};

export interface CheckpointDraft {
  type: Act;
  session: string;
  /** Minutes since the start of the story. */
  at: number;
  device?: string;
  parent?: Checkpoint;
  follows?: string;
  phase?: Phase;
  round?: number;
  /** Minutes. */
  left?: number;
  added?: number;
  paused?: boolean;
}

/** Makes one checkpoint of a story; what is not told is what a focus session of the short preset would have. */
export function makeCheckpoint(told: CheckpointDraft): Checkpoint {
  const phase = told.phase ?? 'work';
  const device = told.device ?? 'd0';
  return {
    id: `${told.session}-${told.type}-${told.at}-${device}`,
    session_id: told.session,
    parent_id: told.parent?.id ?? null,
    follows: told.follows ?? null,
    device_id: device,
    checkpoint_type: told.type,
    timestamp: told.at * minutes,
    generation: (told.parent?.generation ?? 0) + 1,
    session_type: phase,
    task_id: null,
    round_number: told.round ?? 1,
    preset_type: 'short',
    plan,
    remaining_time: told.left === undefined ? phaseLength(plan, phase) : told.left * minutes,
    added_time: (told.added ?? 0) * minutes,
    is_paused: told.paused ?? told.type === 'pause',
    last_active: null,
  };
}
