import type { SessionRecord, Slot, Timer } from '../../timer/timer.ts';

/** An end that is older than this (milliseconds) does not ring any more. The popup tells it. */
export const ringWithin = 60_000;

export interface Listener {
  /** Corrected time, milliseconds. */
  now: number;
  device: string;
  /** When this device's user was last active, or null. */
  lastActive: number | null;
}

/** The end of a phase: whose, when, and which device led it. */
export type End = Pick<Slot, 'session_id' | 'ends_at' | 'lead'>;

/**
 * The end that may ring now. If the next phase began by itself elsewhere and arrived before this device noticed the
 * end, it is the end before that phase.
 */
export function endOf({ slot }: Timer, sessions: readonly SessionRecord[]): End | null {
  if (slot?.state === 'completed') return slot;
  if (slot?.state !== 'running' || slot.unattended === 0) return null;
  const before = sessions.find(
    ({ outcome, ended_at }) => outcome === 'completed' && ended_at === slot.started_at,
  );
  return before ? { session_id: before.id, ends_at: slot.started_at, lead: slot.lead } : null;
}

/** A name for an end, the same on every device. An extended phase ends at another instant, so it rings again. */
export function nameOfEnd({ session_id, ends_at }: End): string {
  return `${session_id}@${ends_at}`;
}

/** The lead rings. So does a device whose user was there within the last minute, or else they would hear nothing. */
export function mayRing(slot: End, { now, device, lastActive }: Listener): boolean {
  if (slot.ends_at === null || now - slot.ends_at > ringWithin || now < slot.ends_at) return false;
  return slot.lead === device || (lastActive !== null && now - lastActive <= ringWithin);
}
