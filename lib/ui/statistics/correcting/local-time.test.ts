import { expect, test } from 'vitest';
import { instantOfLocalTime, localTimeText } from './local-time.ts';
import { offsetOf, zones } from '../../../statistics/testing/zone.ts';

const berlin = offsetOf('Europe/Berlin');
const at = (text: string) => Date.parse(text);

test('STATS-33 every quarter of an hour around a change of clocks comes back as it was, in every zone', () => {
  for (const zone of zones) {
    const offsetAt = offsetOf(zone);
    for (const start of ['2011-12-28T00:00Z', '2025-10-25T00:00Z', '2026-03-28T12:00Z']) {
      for (let quarter = 0; quarter < 4 * 48; quarter += 1) {
        const instant = at(start) + quarter * 15 * 60_000;
        const back = instantOfLocalTime(localTimeText(instant, offsetAt), instant, offsetAt);
        expect({ zone, instant: back }).toEqual({ zone, instant });
      }
    }
  }
});

test('STATS-33 a time that comes twice is the one nearer to what was there, one that clocks skip is the jump', () => {
  // On October 25 clocks go back from 3:00 to 2:00, which is at 1:00 UTC.
  expect(instantOfLocalTime('2026-10-25T02:30', at('2026-10-25T00:10Z'), berlin)).toBe(
    at('2026-10-25T00:30Z'),
  );
  expect(instantOfLocalTime('2026-10-25T02:30', at('2026-10-25T02:10Z'), berlin)).toBe(
    at('2026-10-25T01:30Z'),
  );
  // On March 29 they jump from 2:00 to 3:00.
  expect(instantOfLocalTime('2026-03-29T02:30', at('2026-03-29T00:00Z'), berlin)).toBe(
    at('2026-03-29T01:00Z'),
  );
  expect(instantOfLocalTime('2026-03-29T03:00', at('2026-03-29T00:00Z'), berlin)).toBe(
    at('2026-03-29T01:00Z'),
  );
  expect(instantOfLocalTime('2026-03-29T01:59', at('2026-03-29T00:00Z'), berlin)).toBe(
    at('2026-03-29T00:59Z'),
  );
});

test('STATS-33 what is no time is none', () => {
  for (const text of ['', '2026-11-26', '2026-13-26T10:00', 'ten']) {
    expect(instantOfLocalTime(text, 0, berlin)).toBeNull();
  }
});
