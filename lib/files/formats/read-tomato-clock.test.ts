import { expect, test } from 'vitest';
import { planTextImport } from '../plan-text-import.ts';
import { acceptedPlan } from '../testing/accepted-plan.ts';
import { tomatoClockEntries } from '../testing/other-app-files.ts';
import { afterChanges, importContext, noRows, now } from '../testing/stored-rows.ts';

test("FILES-7 Tomato Clock's statistics become completed sessions of their kinds, doubles in it only once", () => {
  const { preview, changes } = acceptedPlan(JSON.stringify([...tomatoClockEntries, ...tomatoClockEntries]));
  expect(changes.map(({ row }) => row)).toMatchObject([
    { session_type: 'work', start_time: Date.UTC(2020, 2, 1, 8, 0, 0, 123), active_time: 1_500_000 },
    { session_type: 'short_break', end_time: Date.UTC(2020, 2, 1, 8, 31) },
    { session_type: 'long_break', active_time: 900_000 },
  ]);
  expect(preview).toMatchObject({
    source: 'tomato-clock',
    sessions: { added: 3 },
    skipped: [{ reason: 'repeated', count: 3, line: 1 }],
  });
  expect(acceptedPlan(JSON.stringify(tomatoClockEntries), afterChanges(noRows, changes)).changes).toEqual([]);
});

test.each([
  ['another tracker', [{ id: 1, start: '2020-03-01T08:00:00Z', duration: 1500 }]],
  ['numbers', [1, 2, 3]],
  ['lists', [['2020-03-01', 1500], null]],
])('FILES-7 a list of %s is of an unknown kind', (_name, list) => {
  expect(planTextImport(JSON.stringify(list), importContext())).toEqual({
    refused: { line: 1, reason: 'unknown_format' },
  });
});

test('FILES-7 a list with one bad entry among its own is refused for that entry', () => {
  const list = [...tomatoClockEntries, { type: 'tomato', date: '2020-03-01T08:00:00Z' }];
  expect(planTextImport(JSON.stringify(list), importContext())).toEqual({
    refused: { line: 1, reason: 'bad_value', place: '[3].timeout' },
  });
});

test('FILES-5 entries that cannot be are left out', () => {
  const odd = [
    { ...tomatoClockEntries[0], date: null },
    { ...tomatoClockEntries[0], type: 'nap' },
    { ...tomatoClockEntries[0], timeout: 0 },
    { ...tomatoClockEntries[0], timeout: 1e300 },
    { ...tomatoClockEntries[0], date: new Date(now + 1e9).toISOString() },
    tomatoClockEntries[0],
  ];
  const { preview, changes } = acceptedPlan(JSON.stringify(odd, null, 1));
  expect(changes).toHaveLength(1);
  expect(preview.skipped).toEqual([
    { reason: 'out_of_range', count: 3, line: 2 },
    { reason: 'unknown_kind', count: 1, line: 7 },
    { reason: 'in_future', count: 1, line: 22 },
  ]);
});
