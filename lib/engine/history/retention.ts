import type { Checkpoint } from '../../timer/checkpoint.ts';
import { replayOrder } from '../../timer/replay-order.ts';
import type { Replay } from '../../timer/replay.ts';

/** The acts of a session are removed this long (milliseconds) after it has ended. Its history row stays. */
export const actsStayFor = 30 * 24 * 60 * 60 * 1000;

interface Run {
  ids: string[];
  /** The timestamp of its first act, or of the first act of what follows it if that is earlier. */
  first: number;
  /** When it was over for good; Infinity if it is not. */
  over: number;
}

/**
 * Ids of the checkpoints that are no longer needed, so that a replay stays short however long Baton is used. A session
 * goes as a whole, and only if it was over before the first act of every session that stays. So no gap is left, and the
 * replay of the other acts says what it said before. The server does the same (`baton.retain_person`).
 */
export function outdatedActs(
  { timer, sessions }: Pick<Replay, 'timer' | 'sessions'>,
  checkpoints: readonly Checkpoint[],
  now: number,
): string[] {
  const runs = runsOf(checkpoints);
  for (const { id, outcome, started_at, ended_at } of sessions) {
    const run = runs.get(id);
    if (!run) continue;
    // Somebody may have moved its start back, to where the session before it was over.
    run.first = Math.min(run.first, started_at);
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
  // A session may confirm the one that it follows, so that one stays as long as it does.
  const firsts = new Map([...runs].map(([id, { first }]) => [id, first]));
  for (const { session_id, follows } of checkpoints) {
    const followed = follows === null ? undefined : runs.get(follows);
    if (followed) followed.first = Math.min(followed.first, firsts.get(session_id) ?? Infinity);
  }
  return runs;
}
