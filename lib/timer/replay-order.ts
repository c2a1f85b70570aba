import type { Checkpoint } from './checkpoint.ts';

export interface OrderedCheckpoint {
  checkpoint: Checkpoint;
  /** The instant at which the replay lets the act happen, in milliseconds: never before that of its cause. */
  at: number;
}

/**
 * Puts a set of checkpoints into the one order in which every device replays them: by effective time, generation
 * and id. The effective time of an act is its timestamp or, if that is later, the effective time of its parent, so
 * a slow clock cannot put an act before its cause. A parent that is not in the set (retention) counts as 0.
 */
export function replayOrder(checkpoints: readonly Checkpoint[]): OrderedCheckpoint[] {
  const byId = new Map(checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]));
  const effective = new Map<string, number>();
  for (const checkpoint of byId.values()) settleChain(checkpoint, byId, effective);
  return [...byId.values()]
    .map((checkpoint) => ({ checkpoint, at: effective.get(checkpoint.id) ?? checkpoint.timestamp }))
    .sort(
      (a, b) =>
        a.at - b.at ||
        a.checkpoint.generation - b.checkpoint.generation ||
        (a.checkpoint.id < b.checkpoint.id ? -1 : 1),
    );
}

/** Walks up to the nearest ancestor whose time is known and comes back down: a chain may be thousands long. */
function settleChain(start: Checkpoint, byId: Map<string, Checkpoint>, effective: Map<string, number>): void {
  const chain: Checkpoint[] = [];
  const climbed = new Set<string>();
  let next: Checkpoint | undefined = start;
  // A loop of parents can only be forged; whoever closes it counts as missing. To give the same answer whatever
  // the order of the set, each member of a loop then stands at the latest timestamp in it.
  while (next && !effective.has(next.id) && !climbed.has(next.id)) {
    climbed.add(next.id);
    chain.push(next);
    next = next.parent_id === null ? undefined : byId.get(next.parent_id);
  }
  let floor = next ? (effective.get(next.id) ?? loopFloor(chain, next)) : 0;
  for (const checkpoint of chain.reverse()) {
    floor = Math.max(floor, checkpoint.timestamp);
    effective.set(checkpoint.id, floor);
  }
}

function loopFloor(chain: Checkpoint[], closing: Checkpoint): number {
  return Math.max(...chain.slice(chain.indexOf(closing)).map((checkpoint) => checkpoint.timestamp));
}
