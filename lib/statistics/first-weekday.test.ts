import { expect, test } from 'vitest';
import { firstWeekdayOf } from './first-weekday.ts';

test('STATS-8 a week begins on the day of the reader’s language', () => {
  expect(['en-US', 'en-GB', 'de', 'ar-EG'].map(firstWeekdayOf)).toEqual([0, 1, 1, 6]);
});
