import { expect, test } from 'vitest';
import { hasPass, passLength } from './pass.ts';

const now = 1_000_000;

test('FOCUS-6 a pass opens its site and no other one for five minutes', () => {
  expect(passLength).toBe(300_000);
  const passes = { 'a.org': now + passLength };
  expect(hasPass('a.org', passes, now)).toBe(true);
  expect(hasPass('a.org', passes, now + passLength - 1)).toBe(true);
  expect(hasPass('a.org', passes, now + passLength)).toBe(false);
  expect(hasPass('b.org', passes, now)).toBe(false);
});

test('FOCUS-6 a pass from before the clock was set back does not count', () => {
  expect(hasPass('a.org', { 'a.org': now + passLength }, now - 1)).toBe(false);
});
