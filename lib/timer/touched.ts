import type { Checkpoint } from './checkpoint.ts';

/**
 * Sessions that began by themselves and that a person has since stood by: with an act of any kind in them but a drop,
 * or a start that follows them. That vouches for the automatic phases before them too, back to a phase begun by hand.
 */
export function touchedSessions(checkpoints: readonly Checkpoint[]): Set<string> {
  const follows = new Map<string, string | null>();
  for (const checkpoint of checkpoints) {
    if (checkpoint.checkpoint_type === 'begin') follows.set(checkpoint.session_id, checkpoint.follows);
  }
  const touched = new Set<string>();
  for (const checkpoint of checkpoints) {
    if (checkpoint.checkpoint_type === 'begin' || checkpoint.checkpoint_type === 'drop') continue;
    const isStart = checkpoint.checkpoint_type === 'start';
    let session = isStart ? checkpoint.follows : checkpoint.session_id;
    while (session !== null && follows.has(session) && !touched.has(session)) {
      touched.add(session);
      session = follows.get(session) ?? null;
    }
  }
  return touched;
}

/** Sessions that a person has taken back. It has no effect on one that a person stood by, before or after. */
export function droppedSessions(checkpoints: readonly Checkpoint[]): Set<string> {
  const drops = checkpoints.filter(({ checkpoint_type }) => checkpoint_type === 'drop');
  return new Set(drops.map(({ session_id }) => session_id));
}
