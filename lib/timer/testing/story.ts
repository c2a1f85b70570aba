import type { Act, Checkpoint, Phase, Plan } from '../checkpoint.ts';
import { lengthOf } from '../cycle.ts';
import { replay } from '../replay.ts';

export const minutes = 60_000;

export const plan: Plan = {
  work_duration: 25,
  short_break: 5,
  long_break: 15,
  sessions_before_long_break: 4,
};

export interface Told {
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
export function tell(told: Told): Checkpoint {
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
    remaining_time: told.left === undefined ? lengthOf(plan, phase) : told.left * minutes,
    added_time: (told.added ?? 0) * minutes,
    is_paused: told.paused ?? told.type === 'pause',
    last_active: null,
  };
}

/** The history of a story in one line a session: `A completed 25.0`. */
export function history(checkpoints: Checkpoint[], atMinutes: number): string[] {
  return replay(checkpoints, atMinutes * minutes).sessions.map((session) =>
    session.outcome === 'void'
      ? `${session.id} void`
      : `${session.id} ${session.outcome} ${(session.active_time / minutes).toFixed(1)}`,
  );
}

/** The timer of a story in one line: `A running to 30`, `A paused 1.0 left`, `A completed`. */
export function slotLine(checkpoints: Checkpoint[], atMinutes: number): string {
  const { slot } = replay(checkpoints, atMinutes * minutes).timer;
  if (slot === null) return 'idle';
  if (slot.state === 'running') return `${slot.session_id} running to ${(slot.ends_at ?? 0) / minutes}`;
  if (slot.state === 'paused')
    return `${slot.session_id} paused ${(slot.remaining_time / minutes).toFixed(1)} left`;
  return `${slot.session_id} ${slot.state}`;
}
