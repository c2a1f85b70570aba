import { expect, test } from 'vitest';
import type { StoredSettings } from '../timer/settings.ts';
import { now } from './testing/stored-rows.ts';
import { validateSettings } from './validate-settings.ts';

function wrongKeys(values: StoredSettings): string[] {
  return validateSettings({ values, edited: {} }, now).wrong;
}

test('FILES-5 a setting may be nested four deep', () => {
  expect(wrongKeys({ deep: [[[[1]]]], deeper: [[[[[1]]]]] })).toEqual(['deeper']);
});

test('FILES-5 the key of a setting has 1 to 64 characters', () => {
  expect(wrongKeys({ ['k'.repeat(64)]: 1, ['l'.repeat(65)]: 1, '': 1 })).toEqual(['l'.repeat(65), '']);
});

test('FILES-5 more than 500 settings are not all taken', () => {
  const settings = Object.fromEntries(Array.from({ length: 501 }, (_, key) => [`key ${key}`, key]));
  expect(wrongKeys(settings)).toEqual(['key 500']);
});

test('FILES-5 settings of more than 60,000 characters of JSON are not all taken', () => {
  // The key, the quotes, the comma and the brackets are eight more.
  expect(wrongKeys({ a: 'x'.repeat(59_992) })).toEqual([]);
  expect(wrongKeys({ a: 'x'.repeat(59_993) })).toEqual(['a']);
  expect(wrongKeys({ a: 'x'.repeat(40_000), b: 'x'.repeat(40_000) })).toEqual(['b']);
});
