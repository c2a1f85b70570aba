import { expect, test } from 'vitest';
import { isSought } from './is-sought.ts';

const task = { title: 'Write @ada a Letter', tags: 'home Reading' };

test.each([
  ['letter', true],
  [' LETTER ', true],
  ['@home', true],
  ['@rea', true],
  ['＠Reading', true],
  ['@ading', false],
  ['@work', false],
  // A title may have what looks like a tag.
  ['@ada', true],
  ['home', false],
])('TAG-12 %s', (query, is) => {
  expect(isSought(task, query)).toBe(is);
});
