import { expect, test } from 'vitest';
import { shorten } from './shorten.ts';

test.each([
  ['The server is full.', 'The server is full.'],
  ['  Two\r\n lines\t', 'Two lines'],
  ['<!DOCTYPE html><title>502</title>', ''],
  ['\n<html>', ''],
  ['1 < 2', '1 < 2'],
  ['', ''],
])('SYNC-64 the words %j are shown as %j', (words, shown) => {
  expect(shorten(words)).toBe(shown);
});

test('SYNC-64 long words are cut to 300 characters, and no character is cut in two', () => {
  expect(shorten('🍅'.repeat(300))).toBe('🍅'.repeat(300));
  expect(shorten('🍅'.repeat(301))).toBe(`${'🍅'.repeat(299)}…`);
});
