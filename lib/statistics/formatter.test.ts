import { expect, test } from 'vitest';
import { dayOfDate } from './day.ts';
import { createFormatter, firstWeekdayOf } from './formatter.ts';

const minute = 60_000;
const monday = dayOfDate(2026, 10, 23);

test.each([
  [0, '0 min'],
  [1, '<1 min'],
  [29_999, '<1 min'],
  [30_000, '1 min'],
  [25 * minute, '25 min'],
  [60 * minute, '1 hr'],
  [60 * minute - 1, '1 hr'],
  [100 * minute, '1 hr 40 min'],
  [5999 * minute, '99 hr 59 min'],
  [6029 * minute, '100 hr'],
  [1234 * 60 * minute, '1,234 hr'],
])('STATS-13 %i ms reads as %s', (ms, text) => {
  expect(createFormatter('en').duration(ms)).toBe(text);
});

test('STATS-13 over a month the hours are whole', () => {
  const words = createFormatter('en');
  expect([0, 59, 60, 95, 600].map((minutes) => words.roughDuration(minutes * minute))).toEqual([
    '0m',
    '59m',
    '1h',
    '2h',
    '10h',
  ]);
});

test.each(['en', 'en-GB', 'de', 'es', 'fr', 'pt-BR', 'ja', 'zh-CN', 'ar'])(
  'STATS-13 dates are those of the calendar in %s, whatever the zone of the machine',
  (locale) => {
    const words = createFormatter(locale);
    const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', timeZone: 'UTC' });
    expect(words.day(monday)).toContain(parts.formatToParts(monday * 86_400_000)[0]?.value);
    expect(words.weekday(1, 'long')).toBe(
      new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(monday * 86_400_000),
    );
    expect(words.span({ from: monday, to: monday + 7 })).not.toBe('');
    expect(words.duration(100 * minute)).not.toBe(words.duration(101 * minute));
  },
);

test('STATS-13 a week begins on the day of the reader’s language', () => {
  expect(['en-US', 'en-GB', 'de', 'ar-EG'].map(firstWeekdayOf)).toEqual([0, 1, 1, 6]);
});
