import type { Phase } from '../../timer/checkpoint.ts';
import type { Replay } from '../../timer/replay.ts';
import type { SessionRecord, Slot } from '../../timer/timer.ts';
import { type Listener, ringWithin } from './ring-rules.ts';

/** The end of a phase with nobody there to hear it. */
export interface EndWhileAway {
  phase: Phase;
  /** Corrected time, milliseconds. */
  ended_at: number;
  /** The first session that began by itself from there, for a drop. */
  followed: { session: string; phase: Phase } | null;
}

export interface EndsWhileAway {
  /** The person knows of every end until this instant. The next call is to be given it. */
  told: number;
  /** What there is to tell, or null. */
  away: EndWhileAway | null;
}

/**
 * What ended with nobody there. An end counts as known if somebody was at this device within a minute after it; one
 * that was not is told until the person says so or acts on the timer. Only the lead tells: whoever acted elsewhere
 * is not away. `told` is 0 in the beginning.
 */
export function findEndsWhileAway(
  { timer, sessions }: Pick<Replay, 'timer' | 'sessions'>,
  { now, device, lastActive, told }: Listener & { told: number },
): EndsWhileAway {
  const slot = timer.slot;
  if (slot === null || slot.lead !== device) return { told, away: null };
  const chain = chainOf(slot, sessions);
  const ends = chain.filter(({ outcome, ended_at }) => outcome === 'completed' && (ended_at ?? 0) > told);
  const [first] = ends;
  const newest = ends.at(-1)?.ended_at;
  if (!first || first.ended_at === null || !newest) return { told, away: null };
  if (now - first.ended_at <= ringWithin) {
    const isThere = lastActive !== null && now - lastActive <= ringWithin;
    return { told: isThere ? newest : told, away: null };
  }
  const next = chain[chain.indexOf(first) + 1];
  const followed = next ? { session: next.id, phase: next.session_type } : null;
  return { told, away: { phase: first.session_type, ended_at: first.ended_at, followed } };
}

/** The session in the slot and those before it, back to the one that a person last had a hand in. */
function chainOf(slot: Slot, sessions: readonly SessionRecord[]): SessionRecord[] {
  const last = sessions.find(({ id }) => id === slot.session_id);
  const chain = last ? [last] : [];
  for (let back = 0; back < slot.unattended; back += 1) {
    // What begins by itself does so at the very end of the one before.
    const before = sessions.find(
      ({ ended_at, outcome }) => ended_at === chain[0]?.started_at && outcome !== 'void',
    );
    if (!before) break;
    chain.unshift(before);
  }
  return chain;
}
