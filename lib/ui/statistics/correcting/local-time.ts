import { instantsShowing } from '../../../files/local-time.ts';
import { changeBetween, type OffsetAt } from '../../../statistics/local-days.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** What a date and time field shows of an instant, to the minute: `2026-11-26T09:05`. */
export function localTimeText(instant: number, offsetAt: OffsetAt): string {
  return new Date(instant + offsetAt(instant)).toISOString().slice(0, 16);
}

/**
 * The instant at which clocks show what a date and time field says, or null where it says no time. Of a time that comes
 * twice it is the one nearer to `near`. For one that clocks jump over it is the jump.
 */
export function instantOfLocalTime(text: string, near: number, offsetAt: OffsetAt): number | null {
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(`${text.slice(0, 16)}Z`) : NaN;
  if (Number.isNaN(wall)) return null;
  const shown = instantsShowing(wall, offsetAt);
  if (shown.length > 0) {
    return shown.reduce((one, other) => (Math.abs(other - near) < Math.abs(one - near) ? other : one));
  }
  // Clocks jump within the hours between what both offsets make of it.
  return changeBetween(offsetAt, wall - offsetAt(wall + day) - 1, wall - offsetAt(wall - day));
}
