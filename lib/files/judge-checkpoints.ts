import type { Checkpoint } from '../timer/checkpoint.ts';
import { replay } from '../timer/replay.ts';
import type { SessionRecord } from '../timer/timer.ts';
import type { StoredRows } from './stored-rows.ts';

/** An `unchanged` checkpoint need not be written. A `conflicting` one would change sessions that were recorded here. */
export type CheckpointVerdict = 'added' | 'unchanged' | 'conflicting';

/**
 * Says for each checkpoint of a file, by its id, whether it may be imported.
 *
 * Retention deletes the checkpoints of old sessions and keeps the rows of the sessions. Such a row is final: a few of
 * the old checkpoints brought back would replay to another session.
 *
 * A file that shares a checkpoint with this device comes from the same timer, and all its checkpoints are taken. The
 * checkpoints of another timer are taken only if the replay then still says the same of every session recorded here.
 * Otherwise only the sessions of the file are imported, without their checkpoints.
 */
export function judgeCheckpoints(
  checkpoints: readonly Checkpoint[],
  stored: StoredRows,
  now: number,
): ReadonlyMap<string, CheckpointVerdict> {
  const known = new Set(stored.checkpoints.map(({ id }) => id));
  const replayable = new Set(stored.checkpoints.map(({ session_id }) => session_id));
  const final = new Set(
    stored.sessions.flatMap(({ id, end_time }) => (end_time === null || replayable.has(id) ? [] : [id])),
  );
  const isUnneeded = ({ id, session_id }: Checkpoint) => known.has(id) || final.has(session_id);
  const fresh = checkpoints.filter((checkpoint) => !isUnneeded(checkpoint));
  const isSameTimer = checkpoints.some(({ id }) => known.has(id));
  const verdict = isSameTimer || !doChangeHistory(stored.checkpoints, fresh, now) ? 'added' : 'conflicting';
  return new Map(
    checkpoints.map((checkpoint) => [checkpoint.id, isUnneeded(checkpoint) ? 'unchanged' : verdict]),
  );
}

function doChangeHistory(mine: readonly Checkpoint[], fresh: readonly Checkpoint[], now: number): boolean {
  if (mine.length === 0 || fresh.length === 0) return false;
  const after = new Map(replay([...mine, ...fresh], now).sessions.map((session) => [session.id, session]));
  return replay(mine, now).sessions.some((before) => !isSame(before, after.get(before.id)));
}

function isSame(a: SessionRecord, b: SessionRecord | undefined): boolean {
  return b !== undefined && (Object.keys(a) as (keyof SessionRecord)[]).every((key) => a[key] === b[key]);
}
