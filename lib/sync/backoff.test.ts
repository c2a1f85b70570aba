import { expect, test } from 'vitest';
import { backoff } from './backoff.ts';

test.each([
  { failures: 1, least: 500, most: 1000 },
  { failures: 4, least: 4000, most: 8000 },
  { failures: 7, least: 30_000, most: 60_000 },
  { failures: 500, least: 30_000, most: 60_000 },
])('SYNC-5 after $failures failures it waits $least to $most ms', ({ failures, least, most }) => {
  expect(backoff(failures, () => 0)).toBe(least);
  expect(backoff(failures, () => 1)).toBe(most);
});

test('SYNC-6 it waits at least as long as the server asked for', () => {
  expect(backoff(1, () => 0, 90_000)).toBe(90_000);
  expect(backoff(1, () => 1, 90_000)).toBe(99_000);
  expect(backoff(7, () => 1, 10)).toBe(60_000);
});
