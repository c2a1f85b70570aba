import type { Device } from '../store/rows.ts';

/** Another device counts as in use for this long (milliseconds) after it was last seen. */
const deviceStaysFor = 7 * 24 * 60 * 60 * 1000;

/** A page counts as open for this long (milliseconds): long enough to sign in on another device and see it come. */
const pageStaysFor = 5 * 60 * 1000;

export interface HintDemand {
  /** Corrected time, milliseconds. */
  now: number;
  /** Whether somebody is at this machine. */
  isThere: boolean;
  /** When a page of Baton was last opened, or null. */
  pageOpenedAt: number | null;
  device: string;
  devices: readonly Device[];
}

/** Whether another device of the account was in use recently. */
export function hasOtherDevices({
  now,
  device,
  devices,
}: Pick<HintDemand, 'now' | 'device' | 'devices'>): boolean {
  return devices.some(
    ({ id, removed_at, last_seen }) =>
      id !== device && removed_at === null && now - last_seen < deviceStaysFor,
  );
}

/**
 * Whether hints are worth an open socket, which keeps the worker awake. Somebody has to be there to see them, and
 * another device has to be in use that could send any.
 */
export function wantsHints({ now, isThere, pageOpenedAt, device, devices }: HintDemand): boolean {
  if (pageOpenedAt !== null && now - pageOpenedAt < pageStaysFor) return true;
  return isThere && hasOtherDevices({ now, device, devices });
}
