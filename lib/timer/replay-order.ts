import type { Checkpoint } from './checkpoint.ts';

export interface OrderedCheckpoint {
  checkpoint: Checkpoint;
  /** Its effective time in milliseconds: when the replay lets the act happen. */
  at: number;
}

/**
 * Puts a set of checkpoints into the one order in which every device replays them: by effective time, generation
 * and id. The effective time of an act is its timestamp or, if that is later, the effective time of its parent. So
 * a slow clock cannot put an act before its cause. A parent that is not in the set (retention) counts as 0.
 */
export function replayOrder(checkpoints: readonly Checkpoint[]): OrderedCheckpoint[] {
  const byId = new Map(checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]));
  const times = new Map<string, number>();
  for (const checkpoint of byId.values()) addEffectiveTimes(checkpoint, byId, times);
  return [...byId.values()]
    .map((checkpoint) => ({ checkpoint, at: times.get(checkpoint.id) ?? checkpoint.timestamp }))
    .sort(
      (a, b) =>
        a.at - b.at ||
        a.checkpoint.generation - b.checkpoint.generation ||
        (a.checkpoint.id < b.checkpoint.id ? -1 : 1),
    );
}

/**
 * Climbs to the nearest ancestor whose effective time is known, and comes back down. A loop and not a recursion: a
 * chain may be thousands long.
 */
function addEffectiveTimes(
  start: Checkpoint,
  byId: ReadonlyMap<string, Checkpoint>,
  times: Map<string, number>,
): void {
  const chain: Checkpoint[] = [];
  const climbed = new Set<string>();
  let next: Checkpoint | undefined = start;
  while (next && !times.has(next.id) && !climbed.has(next.id)) {
    climbed.add(next.id);
    chain.push(next);
    next = next.parent_id === null ? undefined : byId.get(next.parent_id);
  }
  let floor = next ? (times.get(next.id) ?? loopTime(chain, next)) : 0;
  for (const checkpoint of chain.reverse()) {
    floor = Math.max(floor, checkpoint.timestamp);
    times.set(checkpoint.id, floor);
  }
}

/**
 * Only a forger can make parents that form a loop. Each member then gets the latest timestamp in it: the answer is
 * the same at whichever member the climb began.
 */
function loopTime(chain: Checkpoint[], closing: Checkpoint): number {
  return Math.max(...chain.slice(chain.indexOf(closing)).map((checkpoint) => checkpoint.timestamp));
}
