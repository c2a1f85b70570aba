import type { Checkpoint } from '../checkpoint.ts';
import { replay } from '../replay.ts';
import { minutes } from './make-checkpoint.ts';

/** The history of a story in one line a session: `A completed 25.0`. */
export function historyLines(checkpoints: Checkpoint[], atMinutes: number): string[] {
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
