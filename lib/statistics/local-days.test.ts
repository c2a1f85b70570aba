import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { dayOfDate, isoDate } from './day.ts';
import { createLocalDays, hourLength } from './local-days.ts';
import { offsetOf, zones } from './testing/zone.ts';

const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2037, 0, 1) });
const zoned = fc.constantFrom(...zones);
const starts = fc.integer({ min: 0, max: 23 });

test.each([
  // A day like any other, from midnight and from four in the morning.
  ['Europe/Berlin', 0, '2026-11-23', '2026-11-22T23:00:00Z', 24],
  ['Europe/Berlin', 4, '2026-11-23', '2026-11-23T03:00:00Z', 24],
  // Clocks go forward at two: the night is an hour short, whichever day it belongs to.
  ['Europe/Berlin', 0, '2026-03-29', '2026-03-28T23:00:00Z', 23],
  ['Europe/Berlin', 4, '2026-03-28', '2026-03-28T03:00:00Z', 23],
  ['Europe/Berlin', 4, '2026-03-29', '2026-03-29T02:00:00Z', 24],
  // The hour that days begin at is left out: the day begins at the jump.
  ['Europe/Berlin', 2, '2026-03-29', '2026-03-29T01:00:00Z', 23],
  // Clocks go back at three: an hour comes twice, and a day that begins with it begins the first time.
  ['Europe/Berlin', 0, '2026-10-25', '2026-10-24T22:00:00Z', 25],
  ['Europe/Berlin', 4, '2026-10-24', '2026-10-24T02:00:00Z', 25],
  ['Europe/Berlin', 2, '2026-10-25', '2026-10-25T00:00:00Z', 25],
  ['America/New_York', 2, '2026-11-01', '2026-11-01T07:00:00Z', 24],
  // Clocks change at midnight itself.
  ['America/Sao_Paulo', 0, '2018-11-04', '2018-11-04T03:00:00Z', 23],
  ['America/Sao_Paulo', 0, '2018-02-17', '2018-02-17T02:00:00Z', 25],
  ['America/Havana', 0, '2025-11-02', '2025-11-02T04:00:00Z', 25],
  // Clocks change a minute after midnight: what has begun does not end again.
  ['America/St_Johns', 0, '2006-10-29', '2006-10-29T02:30:00Z', 25],
  // Half an hour.
  ['Australia/Lord_Howe', 0, '2026-04-05', '2026-04-04T13:00:00Z', 24.5],
  // An hour comes twice where local time is furthest ahead of UTC.
  ['Pacific/Apia', 3, '2021-04-04', '2021-04-03T13:00:00Z', 25],
  // A day that never was.
  ['Pacific/Apia', 0, '2011-12-29', '2011-12-29T10:00:00Z', 24],
  ['Pacific/Apia', 0, '2011-12-30', '2011-12-30T10:00:00Z', 0],
  ['Pacific/Apia', 0, '2011-12-31', '2011-12-30T10:00:00Z', 24],
])(
  'STATS-1 STATS-19 in %s, with days from %i:00 on, %s begins at %s and has %d hours',
  (zone, startsAt, date, start, hours) => {
    const days = createLocalDays(offsetOf(zone), startsAt);
    const day = Date.parse(date) / (24 * hourLength);
    expect(new Date(days.startOf(day)).toISOString()).toBe(start.replace('Z', '.000Z'));
    expect((days.startOf(day + 1) - days.startOf(day)) / hourLength).toBe(hours);
  },
);

test('STATS-19 every instant belongs to one day, and days follow one another', () => {
  fc.assert(
    fc.property(zoned, starts, instants, (zone, startsAt, instant) => {
      const days = createLocalDays(offsetOf(zone), startsAt);
      const day = days.dayOf(instant);
      expect(days.startOf(day)).toBeLessThanOrEqual(instant);
      expect(days.startOf(day + 1)).toBeGreaterThan(instant);
      expect(days.dayOf(days.startOf(day))).toBe(day);
      expect(days.dayOf(days.startOf(day) - 1)).toBeLessThan(day);
    }),
  );
});

test('STATS-1 away from nights on which clocks change, the day is the date on the wall, less the hours before it begins', () => {
  fc.assert(
    fc.property(zoned, starts, instants, (zone, startsAt, instant) => {
      const offsetAt = offsetOf(zone);
      const offset = offsetAt(instant);
      fc.pre([-26, 26].every((hours) => offsetAt(instant + hours * hourLength) === offset));
      const wall = new Date(instant + offset - startsAt * hourLength).toISOString();
      expect(isoDate(createLocalDays(offsetAt, startsAt).dayOf(instant))).toBe(wall.slice(0, 10));
    }),
  );
});

test('STATS-2 a stretch up to the end of its hour shows one hour on the wall and lies in one day', () => {
  const nearChanges = fc
    .tuple(
      fc.constantFrom(
        Date.UTC(2026, 2, 29, 1),
        Date.UTC(2026, 9, 25, 1),
        Date.UTC(2006, 9, 29, 2, 31),
        Date.UTC(2026, 3, 4, 15),
      ),
      fc.integer({ min: -3 * hourLength, max: 3 * hourLength }),
    )
    .map(([change, by]) => change + by);
  fc.assert(
    fc.property(zoned, starts, fc.oneof(instants, nearChanges), (zone, startsAt, instant) => {
      const offsetAt = offsetOf(zone);
      const days = createLocalDays(offsetAt, startsAt);
      const { day, hour: shown, end } = days.restOfHour(instant);
      expect(end).toBeGreaterThan(instant);
      expect(end - instant).toBeLessThanOrEqual(hourLength);
      for (const inside of [instant, Math.floor((instant + end) / 2), end - 1]) {
        expect(new Date(inside + offsetAt(inside)).getUTCHours()).toBe(shown);
        expect(days.dayOf(inside)).toBe(day);
      }
    }),
  );
});

test.each(['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia'])(
  'STATS-20 a machine in %s gives the offsets of its zone',
  (zone) => {
    const asked = Array.from(
      { length: 400 },
      (_, place) => dayOfDate(2005, 0, 1) * 24 * hourLength + place * 19.7 * 24 * hourLength,
    );
    const file = new URL('./local-days.ts', import.meta.url).href;
    const script = `import { machineOffset } from ${JSON.stringify(file)};
      console.log(JSON.stringify(${JSON.stringify(asked)}.map(machineOffset)));`;
    const env = { ...process.env, TZ: zone };
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env,
      encoding: 'utf8',
    });
    expect(JSON.parse(said)).toEqual(asked.map(offsetOf(zone)));
  },
);
