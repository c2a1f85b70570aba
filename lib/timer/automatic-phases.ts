import type { Checkpoint } from './checkpoint.ts';

/**
 * Automatic phases that a person has confirmed: by any act in them but a drop, or by a start that follows them. This
 * confirms the automatic phases before them too, back to one that a person started.
 */
export function confirmedSessions(checkpoints: readonly Checkpoint[]): Set<string> {
  const begins = beginsBySession(checkpoints);
  const confirmed = new Set<string>();
  for (const checkpoint of checkpoints) {
    if (checkpoint.checkpoint_type === 'begin' || checkpoint.checkpoint_type === 'drop') continue;
    const isStart = checkpoint.checkpoint_type === 'start';
    let session = isStart ? checkpoint.follows : checkpoint.session_id;
    while (session !== null && begins.has(session) && !confirmed.has(session)) {
      confirmed.add(session);
      session = begins.get(session)?.follows ?? null;
    }
  }
  return confirmed;
}

/** Sessions that a drop names. It has an effect only on automatic phases that nobody confirmed, before or after. */
export function droppedSessions(checkpoints: readonly Checkpoint[]): Set<string> {
  const drops = checkpoints.filter(({ checkpoint_type }) => checkpoint_type === 'drop');
  return new Set(drops.map(({ session_id }) => session_id));
}

function beginsBySession(checkpoints: readonly Checkpoint[]): Map<string, Checkpoint> {
  const begins = new Map<string, Checkpoint>();
  for (const checkpoint of checkpoints) {
    if (checkpoint.checkpoint_type !== 'begin') continue;
    const known = begins.get(checkpoint.session_id);
    // Only a forger begins a session twice. The smaller id counts, so that the order of arrival does not.
    if (!known || checkpoint.id < known.id) begins.set(checkpoint.session_id, checkpoint);
  }
  return begins;
}
