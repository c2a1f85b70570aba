const pattern =
  /^([1-9]\d{3})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:(Z)|([+-])(\d\d):?(\d\d))$/;

const minute = 60_000;
/** All years in between have four digits, even after a shift into local time, so what is written can be read again. */
const earliest = Date.UTC(1000, 0, 2);
const latest = Date.UTC(9999, 11, 30);

/** Writes an instant (milliseconds since the epoch) as ISO 8601 in UTC. Beyond the years 1000 to 9999 it writes the nearest. */
export function writeInstant(instant: number): string {
  return dateOf(instant).toISOString();
}

/** Writes an instant as ISO 8601 in the local time that is `offset` milliseconds ahead of UTC. */
export function writeLocalInstant(instant: number, offset: number): string {
  const ahead = Math.round(offset / minute);
  const clock = dateOf(instant + ahead * minute).toISOString();
  const [hours, minutes] = [Math.trunc(Math.abs(ahead) / 60), Math.abs(ahead) % 60].map(twoDigits);
  return `${clock.slice(0, -1)}${ahead < 0 ? '-' : '+'}${hours}:${minutes}`;
}

/**
 * Reads ISO 8601 with a time zone, to the millisecond. Anything else gives null. Browsers disagree about dates that
 * are not in the calendar, such as 30 February, so this does not rely on `Date.parse`.
 */
export function readInstant(text: string): number | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [, year, month, day, hours, minutes, seconds = '0', fraction = '', , sign, zoneHours, zoneMinutes] =
    match;
  const monthIndex = Number(month) - 1;
  const isTime = Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
  const isZone = Number(zoneHours ?? 0) < 24 && Number(zoneMinutes ?? 0) < 60;
  const midnight = Date.UTC(Number(year), monthIndex, Number(day));
  // `Date.UTC` carries a day or a month too many over into the next month, which shows here.
  const isDate = Number(day) > 0 && new Date(midnight).getUTCMonth() === monthIndex;
  if (!isTime || !isZone || !isDate) return null;
  const clock = (Number(hours) * 60 + Number(minutes)) * minute + Number(seconds) * 1000;
  const ahead = (sign === '-' ? -1 : 1) * (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0));
  return midnight + clock + Number(fraction.padEnd(3, '0').slice(0, 3)) - ahead * minute;
}

function dateOf(instant: number): Date {
  return new Date(Math.max(earliest, Math.min(latest, instant)) || 0);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
