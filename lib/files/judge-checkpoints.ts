import type { Checkpoint } from '../timer/checkpoint.ts';
import { replay } from '../timer/replay.ts';
import type { SessionRecord } from '../timer/timer.ts';
import type { StoredRows } from './import-plan.ts';

/** `there` needs nothing more, `conflicting` would change sessions that were recorded here. */
export type CheckpointVerdict = 'added' | 'unchanged' | 'conflicting';

/**
 * Says by its id what may become of each checkpoint of a file. Where the acts of a session are gone by retention,
 * its row is the last word: a part of the acts brought back would tell another story. The acts of another timer
 * are taken only if the replay then says the same of every session that is here; else their sessions come as
 * history alone.
 */
export function judgeCheckpoints(
  found: readonly Checkpoint[],
  here: StoredRows,
  now: number,
): ReadonlyMap<string, CheckpointVerdict> {
  const known = new Set(here.checkpoints.map(({ id }) => id));
  const told = new Set(here.checkpoints.map(({ session_id }) => session_id));
  const settled = new Set(
    here.sessions.flatMap(({ id, end_time }) => (end_time === null || told.has(id) ? [] : [id])),
  );
  const isThere = ({ id, session_id }: Checkpoint) => known.has(id) || settled.has(session_id);
  const fresh = found.filter((act) => !isThere(act));
  const isSameTimer = found.some(({ id }) => known.has(id));
  const isWelcome = isSameTimer || !doesChange(here.checkpoints, fresh, now);
  return new Map(
    found.map((act) => [act.id, isThere(act) ? 'unchanged' : isWelcome ? 'added' : 'conflicting']),
  );
}

function doesChange(mine: readonly Checkpoint[], more: readonly Checkpoint[], now: number): boolean {
  if (mine.length === 0 || more.length === 0) return false;
  const after = new Map(replay([...mine, ...more], now).sessions.map((session) => [session.id, session]));
  return replay(mine, now).sessions.some((before) => !isSame(before, after.get(before.id)));
}

function isSame(a: SessionRecord, b: SessionRecord | undefined): boolean {
  return b !== undefined && (Object.keys(a) as (keyof SessionRecord)[]).every((key) => a[key] === b[key]);
}
