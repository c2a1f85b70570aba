import { afterEach, expect, test, vi } from 'vitest';
import { firstWeekdayOf } from './first-weekday.ts';

afterEach(() => vi.unstubAllGlobals());

test('STATS-8 a week begins on the day of the reader’s language', () => {
  expect(['en-US', 'en-GB', 'de', 'ar-EG'].map(firstWeekdayOf)).toEqual([0, 1, 1, 6]);
});

/** A browser whose `Intl.Locale` gives nothing but this. */
function stubLocale(known: object): void {
  vi.stubGlobal('Intl', {
    Locale: vi.fn(function locale() {
      return known;
    }),
  });
}

test('STATS-8 a week begins on Monday where the browser does not know better', () => {
  stubLocale({});
  expect(firstWeekdayOf('en-US')).toBe(1);
});

test('STATS-8 the first weekday is also found where browsers have it as a property', () => {
  stubLocale({ weekInfo: { firstDay: 7 } });
  expect(firstWeekdayOf('en-US')).toBe(0);
});
