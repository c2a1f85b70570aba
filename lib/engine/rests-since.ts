import type { Snapshot } from './snapshot.ts';

/** Since when nothing is open and nobody has acted, corrected time. Null while something is open. */
export function restsSince({
  timer,
  checkpoints,
  now,
}: Pick<Snapshot, 'timer' | 'checkpoints' | 'now'>): number | null {
  const slot = timer.slot;
  if (slot?.state === 'running' || slot?.state === 'paused') return null;
  let newest = slot?.ends_at ?? -Infinity;
  for (const { timestamp } of checkpoints) if (timestamp <= now) newest = Math.max(newest, timestamp);
  return newest;
}
