import { expect, test } from 'vitest';
import { barLabel, barName } from './bar-label.ts';
import { dayOfDate, type Day } from '../day.ts';
import { createFormatter } from '../formatter.ts';
import { bucketOf, buckets, periodAt, type Scope } from '../period.ts';

const today = dayOfDate(2026, 10, 23);
const formatter = createFormatter('en');

function labels(scope: Scope, first: Day): string[] {
  const period = periodAt(scope, today, { firstWeekday: 1, firstDay: first, today });
  return buckets(period).map((span) => {
    const { label, sublabel, isMinor } = barLabel(span, period, formatter);
    return `${label}${sublabel ? `/${sublabel}` : ''}${isMinor ? '-' : ''}`;
  });
}

test.each<[string, Scope, Day, string]>([
  ['week', 'week', today, 'Mon/23 Tue/24 Wed/25 Thu/26 Fri/27 Sat/28 Sun/29'],
  ['month', 'month', today, '1 2- 3- 4- 5 6- 7- 8- 9- 10'],
  ['year', 'year', today, 'Jan Feb- Mar- Apr May- Jun- Jul'],
  ['few months', 'all', dayOfDate(2026, 8, 3), 'Sep/2026 Oct Nov'],
  ['few months over new year', 'all', dayOfDate(2025, 11, 3), 'Dec/2025 Jan/2026 Feb Mar'],
  ['many months', 'all', dayOfDate(2025, 4, 3), '2025        2026 '],
  ['many months from late in a year on', 'all', dayOfDate(2024, 10, 3), '  2025    '],
  ['many months from September on', 'all', dayOfDate(2024, 8, 3), '2024    2025'],
  ['many months from October on', 'all', dayOfDate(2024, 9, 3), '   2025'],
  ['many years from 2014 on', 'all', dayOfDate(2014, 9, 3), '2014- 2015 2016-'],
  ['many years', 'all', dayOfDate(2018, 10, 3), '2018- 2019- 2020 2021-'],
])('STATS-21 the bars of a %s are named', (_, scope, first, start) => {
  expect(labels(scope, first).join(' ').slice(0, start.length)).toBe(start);
});

test('STATS-21 a bar that is pointed at says all of its name', () => {
  const names = (['week', 'year'] as const).map((scope) => {
    const period = periodAt(scope, today, { firstWeekday: 1, firstDay: today, today });
    return barName(buckets(period)[0]!, bucketOf(period), formatter);
  });
  expect(names).toEqual(['Mon, Nov 23', 'January 2026']);
  expect(barName({ from: today, to: today + 1 }, 'year', formatter)).toBe('2026');
});
