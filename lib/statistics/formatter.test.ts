import { expect, test } from 'vitest';
import { dayOfDate } from './day.ts';
import { createFormatter } from './formatter.ts';

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
  const formatter = createFormatter('en');
  expect([0, 59, 60, 95, 600].map((minutes) => formatter.roughDuration(minutes * minute))).toEqual([
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
    const formatter = createFormatter(locale);
    const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', timeZone: 'UTC' });
    expect(formatter.day(monday)).toContain(parts.formatToParts(monday * 86_400_000)[0]?.value);
    expect(formatter.weekday(1, 'long')).toBe(
      new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(monday * 86_400_000),
    );
    expect(formatter.span({ from: monday, to: monday + 7 })).not.toBe('');
    expect(formatter.duration(100 * minute)).not.toBe(formatter.duration(101 * minute));
  },
);
