import { beforeAll, expect, it } from 'vitest';
import { setCatalogueSource } from '../../language/i18n.ts';
import { installCatalogue } from '../testing/catalogue.ts';
import { briefTime } from './date-text.ts';
import { weekTime } from './week-time.ts';

beforeAll(installCatalogue);

const now = new Date(2026, 11, 1, 21, 30).getTime();
/** Intl puts a narrow no-break space before AM and PM. */
const plain = (text: string) => text.replaceAll('\u202f', ' ');

it.each([
  [[2026, 11, 1, 4, 56], '4:56 AM', '4:56 AM'],
  [[2026, 10, 30, 4, 56], 'Nov 30, 2026, 4:56 AM', 'Mon 4:56 AM'],
  [[2026, 10, 26, 4, 56], 'Nov 26, 2026, 4:56 AM', 'Thu 4:56 AM'],
  [[2026, 10, 24, 23, 0], 'Nov 24, 2026, 11:00 PM', 'Nov 24, 2026, 11:00 PM'],
] as const)('UI-53 a time of another day comes with the day: %j', ([...parts], brief, week) => {
  const at = new Date(...(parts as [number, number, number, number, number])).getTime();
  expect(plain(briefTime(at, now))).toBe(brief);
  expect(plain(weekTime(at, now))).toBe(week);
});

it('I18N-11 a weekday in Japanese stands before the time, in no brackets', () => {
  setCatalogueSource({ value: { language_tag: 'ja' } });
  expect(weekTime(new Date(2026, 10, 30, 4, 56).getTime(), now)).toBe('月曜4:56');
  setCatalogueSource({ value: null });
});
