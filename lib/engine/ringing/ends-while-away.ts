import type { Phase } from '../../timer/checkpoint.ts';
import type { Replay } from '../../timer/replay.ts';
import type { SessionRecord, Slot } from '../../timer/timer.ts';
import { type Listener, ringWithin } from './ring-rules.ts';

/** The end of a phase with nobody there to hear it. */
export interface EndWhileAway {
  phase: Phase;
  /** Corrected time, milliseconds. */
  ended_at: number;
  /** The first session that began by itself after it, which the person may drop. */
  followed: { session: string; phase: Phase } | null;
}

export interface EndsWhileAway {
  /** The person knows of every end until this instant. Pass it to the next call. */
  knownUntil: number;
  /** What there is to tell, or null. */
  away: EndWhileAway | null;
}

/**
 * Finds what ended while nobody was there. An end counts as known if somebody was at this device within a minute after
 * it. Any other end is told until the person has read it or acts on the timer. Only the lead tells, because a person
 * who acted on another device is not away. `knownUntil` is 0 in the beginning.
 */
export function findEndsWhileAway(
  { timer, sessions }: Pick<Replay, 'timer' | 'sessions'>,
  { now, device, lastActive, knownUntil }: Listener & { knownUntil: number },
): EndsWhileAway {
  const slot = timer.slot;
  if (slot === null || slot.lead !== device) return { knownUntil, away: null };
  const chain = chainOf(slot, sessions);
  const ends = chain.filter(
    ({ outcome, ended_at }) => outcome === 'completed' && (ended_at ?? 0) > knownUntil,
  );
  const [first] = ends;
  const newest = ends.at(-1)?.ended_at;
  if (!first || first.ended_at === null || !newest) return { knownUntil, away: null };
  if (now - first.ended_at <= ringWithin) {
    const isThere = lastActive !== null && now - lastActive <= ringWithin;
    return { knownUntil: isThere ? newest : knownUntil, away: null };
  }
  const next = chain[chain.indexOf(first) + 1];
  const followed = next ? { session: next.id, phase: next.session_type } : null;
  return { knownUntil, away: { phase: first.session_type, ended_at: first.ended_at, followed } };
}

/** The session in the slot and those before it, back to the last one on which a person acted. */
function chainOf(slot: Slot, sessions: readonly SessionRecord[]): SessionRecord[] {
  const last = sessions.find(({ id }) => id === slot.session_id);
  const chain = last ? [last] : [];
  for (let back = 0; back < slot.unattended; back += 1) {
    // A phase that begins by itself begins exactly at the end of the one before.
    const before = sessions.find(
      ({ ended_at, outcome }) => ended_at === chain[0]?.started_at && outcome !== 'void',
    );
    if (!before) break;
    chain.unshift(before);
  }
  return chain;
}
