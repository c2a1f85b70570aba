import { presetOfAct, type Act, type Checkpoint, type Phase, type Plan } from '../checkpoint.ts';
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
  /** Minutes since the test's time began. */
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
  task?: string;
}

/** Makes a checkpoint. What the draft leaves out is as in a focus session of the short preset. */
export function makeCheckpoint(draft: CheckpointDraft): Checkpoint {
  const phase = draft.phase ?? 'work';
  const device = draft.device ?? 'd0';
  const preset = new Map<string, string>(Object.entries(presetOfAct)).get(draft.type);
  return {
    id: `${draft.session}-${draft.type}-${draft.at}-${device}`,
    session_id: draft.session,
    parent_id: draft.parent?.id ?? null,
    follows: draft.follows ?? null,
    device_id: device,
    checkpoint_type: draft.type === 'retask' || preset ? 'extend' : draft.type,
    timestamp: draft.at * minutes,
    generation: (draft.parent?.generation ?? 0) + 1,
    session_type: phase,
    task_id: draft.task ?? null,
    round_number: draft.round ?? 1,
    preset_type: preset ?? 'short',
    plan,
    remaining_time: draft.left === undefined ? phaseLength(plan, phase) : draft.left * minutes,
    // An extension by nothing would be a retask.
    added_time: (draft.added ?? (draft.type === 'extend' ? 1 : 0)) * minutes,
    is_paused: draft.paused ?? draft.type === 'pause',
    last_active: null,
  };
}
