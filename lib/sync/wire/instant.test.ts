import { expect, test } from 'vitest';
import { readInstant } from './instant.ts';

const noon = Date.UTC(2026, 10, 22, 12);

test.each([
  ['2026-11-22T12:00:00Z', noon],
  ['2026-11-22 12:00:00+00', noon],
  ['2026-11-22 17:30:00+05:30', noon],
  ['2026-11-22 17:30:00+0530', noon],
  ['2026-11-22 09:00:00-03', noon],
  ['2026-11-22 12:00:00.5+00', noon + 500],
  ['2026-11-22 12:00:00.0019+00', noon + 1],
])('SYNC-30 the instant %s is read', (text, instant) => {
  expect(readInstant(text)).toBe(instant);
});

test.each(['2026-13-40 12:00:00+00', '2026-11-22', 'now', '', 5, null, undefined])(
  'SYNC-32 this is no instant: %s',
  (text) => {
    expect(readInstant(text)).toBeUndefined();
  },
);
