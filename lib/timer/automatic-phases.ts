import type { Checkpoint } from './checkpoint.ts';

/**
 * Sessions that began by themselves and that a person has since stood by: with an act of any kind in them but a drop,
 * or a start that follows them. That vouches for the automatic phases before them too, back to a phase begun by hand.
 */
export function confirmedSessions(checkpoints: readonly Checkpoint[]): Set<string> {
  const begins = new Map<string, Checkpoint>();
  for (const checkpoint of checkpoints) {
    if (checkpoint.checkpoint_type !== 'begin') continue;
    const known = begins.get(checkpoint.session_id);
    // Only a forger begins a session twice; whichever came first, it is the same one that counts.
    if (!known || checkpoint.id < known.id) begins.set(checkpoint.session_id, checkpoint);
  }
  const touched = new Set<string>();
  for (const checkpoint of checkpoints) {
    if (checkpoint.checkpoint_type === 'begin' || checkpoint.checkpoint_type === 'drop') continue;
    const isStart = checkpoint.checkpoint_type === 'start';
    let session = isStart ? checkpoint.follows : checkpoint.session_id;
    while (session !== null && begins.has(session) && !touched.has(session)) {
      touched.add(session);
      session = begins.get(session)?.follows ?? null;
    }
  }
  return touched;
}

/** Sessions that a person has taken back. It has no effect on one that a person stood by, before or after. */
export function droppedSessions(checkpoints: readonly Checkpoint[]): Set<string> {
  const drops = checkpoints.filter(({ checkpoint_type }) => checkpoint_type === 'drop');
  return new Set(drops.map(({ session_id }) => session_id));
}
