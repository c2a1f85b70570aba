import { dayOfIso, isoDate, type Day } from '../day.ts';
import { periodAt, type HistoryRange, type Period } from '../period.ts';

/** The report of the week that runs, as the part of the page's address after its name. */
export const thisWeekAddress = '#week';

/** The same for the week that `day` lies in. */
export function weekAddress(day: Day): string {
  return `${thisWeekAddress}-${isoDate(day)}`;
}

/** The week whose report an address asks for, or the nearest one that history has. Null if it asks for none. */
export function weekOfAddress(address: string, range: HistoryRange): Period | null {
  const { firstDay, today } = range;
  if (address === thisWeekAddress) return periodAt('week', today, range);
  if (!address.startsWith(`${thisWeekAddress}-`)) return null;
  const day = dayOfIso(address.slice(thisWeekAddress.length + 1)) ?? today;
  return periodAt('week', Math.max(firstDay, Math.min(day, today)), range);
}
