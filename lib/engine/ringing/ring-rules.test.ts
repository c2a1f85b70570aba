import { expect, test } from 'vitest';
import { mayRing, nameOfEnd, ringWithin } from './ring-rules.ts';

const end = { session_id: 'A', ends_at: 100_000, lead: 'd0' };
const late = end.ends_at + ringWithin;

test('RING-1 the lead rings from the end on and for a minute after it', () => {
  expect(ringWithin).toBe(60_000);
  const lead = { device: 'd0', lastActive: null };
  expect(mayRing(end, { ...lead, now: end.ends_at - 1 })).toBe(false);
  expect(mayRing(end, { ...lead, now: end.ends_at })).toBe(true);
  expect(mayRing(end, { ...lead, now: late })).toBe(true);
  expect(mayRing(end, { ...lead, now: late + 1 })).toBe(false);
});

test('RING-1 another device rings if it was in use within the last minute', () => {
  const other = { device: 'd1', now: late };
  expect(mayRing(end, { ...other, lastActive: null })).toBe(false);
  expect(mayRing(end, { ...other, lastActive: late - ringWithin })).toBe(true);
  expect(mayRing(end, { ...other, lastActive: late - ringWithin - 1 })).toBe(false);
});

test('RING-2 the end of an extended phase is another one', () => {
  expect(nameOfEnd(end)).not.toBe(nameOfEnd({ ...end, ends_at: end.ends_at + 1 }));
});
