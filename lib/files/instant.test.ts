import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readInstant, writeInstant, writeLocalInstant } from './instant.ts';

const instants = fc.integer({ min: Date.UTC(1000, 0, 4), max: Date.UTC(9999, 0, 1) });

test('FILES-17 an instant is read back to the millisecond, by UTC and by any local time', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: -14 * 60, max: 14 * 60 }), (instant, offset) => {
      expect(readInstant(writeInstant(instant))).toBe(instant);
      expect(readInstant(writeLocalInstant(instant, offset * 60_000))).toBe(instant);
    }),
  );
});

test('FILES-8 local time is written as clocks show it', () => {
  const instant = Date.UTC(2026, 0, 5, 23, 30);
  expect(writeLocalInstant(instant, 345 * 60_000)).toBe('2026-01-06T05:15:00.000+05:45');
  expect(writeLocalInstant(instant, -570 * 60_000)).toBe('2026-01-05T14:00:00.000-09:30');
});

test('FILES-17 an instant that no date can hold is still written as one that can be read', () => {
  for (const instant of [Number.NaN, Infinity, -1e300, 1e300, Date.UTC(9999, 11, 31, 23), -1e14]) {
    expect(readInstant(writeInstant(instant))).not.toBeNull();
    expect(readInstant(writeLocalInstant(instant, 840 * 60_000))).not.toBeNull();
  }
});

test.each([
  ['2026-01-05T09:00:00Z', Date.UTC(2026, 0, 5, 9)],
  ['2026-01-05T09:00Z', Date.UTC(2026, 0, 5, 9)],
  ['2026-01-05T09:00:00.123456+00:00', Date.UTC(2026, 0, 5, 9, 0, 0, 123)],
  ['2026-01-05T09:00:00.5+0200', Date.UTC(2026, 0, 5, 7, 0, 0, 500)],
  ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
])('FILES-4 %s is an instant', (text, instant) => {
  expect(readInstant(text)).toBe(instant);
});

test.each([
  '2026-02-30T09:00:00Z',
  '2026-13-01T09:00:00Z',
  '2025-02-29T00:00:00Z',
  '2026-01-05T24:00:00Z',
  '2026-01-05T23:60:00Z',
  '2026-01-05T09:00:00+24:00',
  '2026-01-05T09:00:00',
  '2026-01-05',
  '05.01.2026 09:00',
  '+010000-01-01T00:00:00Z',
  'now',
  '',
])('FILES-4 %s is no instant', (text) => {
  expect(readInstant(text)).toBeNull();
});
