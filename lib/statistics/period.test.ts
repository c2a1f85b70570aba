import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOf, dayOfDate, isoDate, weekStart, weekdayOf, weekdaysFrom, type Weekday } from './day.ts';
import {
  bucketOf,
  buckets,
  daysPassed,
  neighbourPeriod,
  periodAt,
  type HistoryRange,
  type Scope,
} from './period.ts';

const monday = dayOfDate(2026, 10, 23);
const range: HistoryRange = { firstWeekday: 1, firstDay: dayOfDate(2025, 1, 3), today: monday };

function spanText({ from, to }: { from: number; to: number }): string {
  return `${isoDate(from)} to ${isoDate(to - 1)}`;
}

test.each<[Scope, Weekday, string]>([
  ['week', 1, '2026-11-23 to 2026-11-29'],
  ['week', 0, '2026-11-22 to 2026-11-28'],
  ['week', 6, '2026-11-21 to 2026-11-27'],
  ['month', 1, '2026-11-01 to 2026-11-30'],
  ['year', 1, '2026-01-01 to 2026-12-31'],
  ['all', 1, '2025-02-03 to 2026-11-23'],
])('STATS-8 the %s that holds a day, with weeks from weekday %i on', (scope, firstWeekday, span) => {
  expect(spanText(periodAt(scope, monday, { ...range, firstWeekday }))).toBe(span);
});

test('STATS-8 a week that ended yesterday has the present one after it', () => {
  const lastWeek = periodAt('week', monday - 1, range);
  expect(lastWeek.to).toBe(range.today);
  expect(neighbourPeriod(lastWeek, 1, range)).toEqual(periodAt('week', monday, range));
});

test('STATS-8 periods lead to their neighbours as far as history reaches', () => {
  const november = periodAt('month', monday, range);
  const october = neighbourPeriod(november, -1, range);
  expect(october && spanText(october)).toBe('2026-10-01 to 2026-10-31');
  expect(neighbourPeriod(november, 1, range)).toBeNull();
  expect(october && neighbourPeriod(october, 1, range)).toEqual(november);
  const first = periodAt('year', range.firstDay, range);
  expect(neighbourPeriod(first, -1, range)).toBeNull();
  expect(neighbourPeriod(periodAt('all', monday, range), -1, range)).toBeNull();
  expect(neighbourPeriod(periodAt('all', monday, range), 1, range)).toBeNull();
});

test.each([
  ['week', 'day', 7],
  ['month', 'day', 30],
  ['year', 'month', 12],
  ['all', 'month', 22],
] as const)('STATS-21 the bars of a %s are one a %s', (scope, bucket, count) => {
  const period = periodAt(scope, monday, range);
  expect(bucketOf(period)).toBe(bucket);
  expect(buckets(period)).toHaveLength(count);
});

test('STATS-21 the bars of many years are one a year', () => {
  const period = periodAt('all', monday, { ...range, firstDay: dayOfDate(2016, 4, 2) });
  expect(buckets(period).map(spanText).slice(0, 2)).toEqual([
    '2016-05-02 to 2016-12-31',
    '2017-01-01 to 2017-12-31',
  ]);
  expect(buckets(period)).toHaveLength(11);
});

test('STATS-21 bars leave no day of a period out and count none twice', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Scope>('week', 'month', 'year', 'all'),
      fc.integer({ min: 10_000, max: 25_000 }),
      fc.integer({ min: 0, max: 6 }),
      fc.nat(6000),
      (scope, today, firstWeekday, age) => {
        const period = periodAt(scope, today, {
          firstWeekday: firstWeekday as Weekday,
          today,
          firstDay: today - age,
        });
        const spans = buckets(period);
        expect(spans[0]?.from).toBe(period.from);
        expect(spans.at(-1)?.to).toBe(period.to);
        spans.slice(1).forEach((span, place) => expect(span.from).toBe(spans[place]?.to));
        expect(period.from <= today && today < period.to).toBe(true);
      },
    ),
  );
});

test.each([
  ['days to come', dayOfDate(2026, 10, 1), dayOfDate(2026, 11, 1), 23],
  ['days before there was any history', dayOfDate(2025, 1, 1), dayOfDate(2025, 2, 1), 26],
  ['nothing but days to come', monday + 3, monday + 5, 1],
])('STATS-9 an average leaves out %s', (_, from, to, days) => {
  expect(daysPassed({ from, to }, range)).toBe(days);
});

test('STATS-8 days have the dates and weekdays of the calendar', () => {
  fc.assert(
    fc.property(fc.integer({ min: -30_000, max: 60_000 }), fc.integer({ min: 0, max: 6 }), (day, first) => {
      const { year, month, date } = dateOf(day);
      expect(dayOfDate(year, month, date)).toBe(day);
      expect(weekdayOf(day)).toBe(new Date(Date.UTC(year, month, date)).getUTCDay());
      const start = weekStart(day, first as Weekday);
      expect(weekdayOf(start)).toBe(first);
      expect(day - start).toBeGreaterThanOrEqual(0);
      expect(day - start).toBeLessThan(7);
      expect(weekdaysFrom(first as Weekday)[day - start]).toBe(weekdayOf(day));
    }),
  );
});

test.each([
  [1098, 'month'],
  [1099, 'year'],
] as const)('STATS-21 the bars of a history of %i days are one a %s', (length, bucket) => {
  const period = periodAt('all', monday, { ...range, firstDay: monday - length + 1 });
  expect(period.to - period.from).toBe(length);
  expect(bucketOf(period)).toBe(bucket);
});
