import type { Checkpoint } from '../../timer/checkpoint.ts';
import { replayOrder } from '../../timer/replay-order.ts';
import type { Replay } from '../../timer/replay.ts';

/** The acts of a session that was over longer ago than this (milliseconds) are kept no more; its history row is. */
export const actsStayFor = 30 * 24 * 60 * 60 * 1000;

interface Run {
  ids: string[];
  /** Its first act, as stamped, or that of what follows it if, in an odd history, that comes earlier. */
  first: number;
  /** When it was over for good, Infinity where it is not. */
  over: number;
}

/**
 * Ids of the checkpoints that have done their service, so that a replay stays short however long Baton is used. They
 * go by whole session and never leave a hole: all that was over before the first act of whatever has to stay, as on
 * the server (`baton.retain_person`). So the replay of what is left says what it said before.
 */
export function outdatedActs(
  { timer, sessions }: Pick<Replay, 'timer' | 'sessions'>,
  checkpoints: readonly Checkpoint[],
  now: number,
): string[] {
  const runs = runsOf(checkpoints);
  for (const { id, outcome, ended_at } of sessions) {
    const run = runs.get(id);
    if (!run) continue;
    const isOpen = outcome === 'running' || outcome === 'paused' || id === timer.slot?.session_id;
    run.over = isOpen ? Infinity : Math.max(run.over, ended_at ?? 0);
  }
  const latestFirst = [...runs.values()].sort((a, b) => b.over - a.over);
  let cut = now - actsStayFor;
  for (const { over, first } of latestFirst) {
    if (over < cut) break;
    cut = Math.min(cut, first);
  }
  return latestFirst.filter(({ over }) => over < cut).flatMap(({ ids }) => ids);
}

function runsOf(checkpoints: readonly Checkpoint[]): Map<string, Run> {
  const runs = new Map<string, Run>();
  for (const { checkpoint, at } of replayOrder(checkpoints)) {
    const run = runs.get(checkpoint.session_id) ?? { ids: [], first: Infinity, over: 0 };
    run.ids.push(checkpoint.id);
    run.first = Math.min(run.first, checkpoint.timestamp);
    run.over = Math.max(run.over, at);
    runs.set(checkpoint.session_id, run);
  }
  // What follows a session may vouch for it, so it stays for as long.
  const firsts = new Map([...runs].map(([id, { first }]) => [id, first]));
  for (const { session_id, follows } of checkpoints) {
    const followed = follows === null ? undefined : runs.get(follows);
    if (followed) followed.first = Math.min(followed.first, firsts.get(session_id) ?? Infinity);
  }
  return runs;
}
