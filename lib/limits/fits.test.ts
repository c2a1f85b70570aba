import { expect, test } from 'vitest';
import { faultIn } from './fault-in.ts';
import { fits } from './fits.ts';

const nested = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);

test('LIMIT-3 JSON that goes too deep does not fit, and is looked at only so far', () => {
  expect(fits(nested(32), {})).toBe(true);
  expect(fits(nested(33), {})).toBe(false);
  expect(fits(nested(200_000), { bytes: 10 })).toBe(false);
});

test.each([
  [Number.NaN, {}, false],
  [Infinity, { least: 0 }, false],
  [5, { least: 5, most: 5 }, true],
  [5, { above: 5 }, false],
  [5, { below: 5 }, false],
  [4.5, { below: 5 }, true],
  [4.5, { whole: true as const }, false],
  ['😀😀', { longest: 2 }, true],
  ['abc', { longest: 2 }, false],
  ['', { shortest: 1 }, false],
  ['b', { values: ['a'] }, false],
  ['b', { patterns: [/^[ab]$/, /b/] }, true],
  ['a', { patterns: [/^[ab]$/, /b/] }, false],
  [{ a: 1 }, { bytes: 7 }, true],
  [{ a: 1 }, { bytes: 6 }, false],
  [{ a: 1 }, { fields: { a: { most: 1 } } }, true],
  [{ a: '1' }, { fields: { a: {} } }, false],
  [{}, { fields: { constructor: {} } }, false],
  [true, { most: 0 }, true],
])('LIMIT-2 whether %j is within %j', (value, limit, is) => {
  expect(fits(value, limit)).toBe(is);
});

test('LIMIT-2 what is missing or null has no fault here', () => {
  expect(faultIn('devices', {})).toBeNull();
  expect(faultIn('tasks', { position: 'a0', completed_at: null, title: undefined })).toBeNull();
  expect(faultIn('tasks', { position: 'a0', title: '' })).toBe('title');
});
