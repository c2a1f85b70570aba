import type { Slot } from '../timer/timer.ts';

/** An end that is older than this (milliseconds) is told in the popup and no longer rung for. */
export const ringWithin = 60_000;

export interface Listener {
  /** Corrected time, milliseconds. */
  now: number;
  device: string;
  /** When this device's user was last active, or null. */
  lastActive: number | null;
}

/** Names an end that may be rung for, the same on every device: a phase that is extended ends, and rings, again. */
export function ringOf(slot: Slot | null): string | null {
  return slot?.state === 'completed' && slot.ends_at !== null ? `${slot.session_id}@${slot.ends_at}` : null;
}

/** The lead rings, and so does a device whose user was there within the last minute, else nobody at it would hear. */
export function mayRing(slot: Slot, { now, device, lastActive }: Listener): boolean {
  if (slot.ends_at === null || now - slot.ends_at > ringWithin || now < slot.ends_at) return false;
  return slot.lead === device || (lastActive !== null && now - lastActive <= ringWithin);
}
