import { expect, it } from 'vitest';
import { plainDigits } from './plain-digits.ts';

it('UI-52 digits of every script are read', () => {
  expect(plainDigits('12 ３４ ٥٦ ۷۸ ९0 𝟙𝟚')).toBe('12 34 56 78 90 12');
  // What Intl writes in each of the ways to write numbers that have ten digits.
  const systems = Intl.supportedValuesOf('numberingSystem');
  const wrong = systems.filter((numberingSystem) => {
    const written = new Intl.NumberFormat('en', { numberingSystem, useGrouping: false }).format(
      9_876_543_210,
    );
    return /^\p{Nd}+$/u.test(written) && plainDigits(written) !== '9876543210';
  });
  expect(systems.length).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});

it('UI-52 nothing else is changed', () => {
  expect(plainDigits('½ ² Ⅳ 三 ＃')).toBe('½ ² Ⅳ 三 ＃');
});
