import { act, type ActResult, type Actor, type TimerCommand } from '../../timer/act.ts';
import { replayOrder } from '../../timer/replay-order.ts';
import { replay } from '../../timer/replay.ts';
import type { Snapshot } from '../snapshot.ts';

/**
 * What a command would have recorded if the person had given it at an earlier instant. Its cause is the newest act until
 * then, so that the replay lets it happen then, and what began by itself since is void. Every version understands that.
 */
export function actAt(
  command: TimerCommand,
  { checkpoints, settings, timer }: Snapshot,
  actor: Actor,
): ActResult {
  const until = replayOrder(checkpoints).filter(({ at }) => at <= actor.now);
  const then = replay(
    until.map(({ checkpoint }) => checkpoint),
    actor.now,
  ).timer;
  return act(command, { ...then, generation: timer.generation }, settings, actor);
}
