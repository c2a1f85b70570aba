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

test.each([
  ['ja', '1時間40分', '1h40m', '<1分', '12,345時間'],
  ['zh-CN', '1 小时 40 分钟', '1 小时 40 分钟', '<1 分钟', '12,345 小时'],
  ['de', '1 Std. 40 Min.', '1h 40 Min.', '<1 Min.', '12.345 Std.'],
  ['fr', '1 h 40 min', '1 h 40 min', '<1 min', '12 345 h'],
  ['es', '1 h 40 min', '1 h 40 min', '<1 min', '12.345 h'],
])('I18N-11 %s has the spaces of its catalogue in a duration', (locale, long, short, least, many) => {
  const { duration, shortDuration } = createFormatter(locale);
  const plain = (text: string) => text.replaceAll(/\s/g, ' ');
  expect(plain(duration(100 * minute))).toBe(long);
  expect(plain(shortDuration(100 * minute))).toBe(short);
  expect(plain(duration(1))).toBe(least);
  expect(plain(duration(12_345 * 60 * minute))).toBe(many);
});

test.each([
  ['en', '3 PM', '1 AM'],
  ['en-GB', '15:00', '01:00'],
  ['de', '15 Uhr', '01 Uhr'],
  ['es', '15 h', '1 h'],
  ['es-MX', '3 p.m.', '1 a.m.'],
  ['fr', '15 h', '01 h'],
  ['pt-BR', '15h', '1h'],
  ['ja', '15時', '1時'],
  ['zh-CN', '15时', '1时'],
])('I18N-11 an hour in %s is never a bare number', (locale, afternoon, night) => {
  const { hour } = createFormatter(locale);
  const plain = (text: string) => text.replaceAll(/\s/g, ' ');
  expect([plain(hour(15)), plain(hour(1))]).toEqual([afternoon, night]);
});

test('I18N-11 a weekday in Japanese stands in Japanese brackets', () => {
  expect(createFormatter('ja').dayShort(monday)).toBe('11月23日（月）');
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
