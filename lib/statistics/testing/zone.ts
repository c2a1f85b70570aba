import type { OffsetAt } from '../local-days.ts';

/** Zones whose clocks change in every way that has been seen: at night, at midnight, by half hours, by a whole day. */
export const zones = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Havana',
  'America/St_Johns',
  'America/Asuncion',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];

/** The offset of a named zone, from the same tables that the browser has. */
export function offsetOf(timeZone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  return (instant) => {
    const shown = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(instant));
    if (!shown) throw new Error(`No offset in ${format.format(instant)}.`);
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = shown;
    const size = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    return sign === '-' ? -size : size;
  };
}
