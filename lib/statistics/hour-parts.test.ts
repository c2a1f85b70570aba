import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOfDate, isoDate } from './day.ts';
import type { FocusRun } from './focus-run.ts';
import { createLocalDays } from './local-days.ts';
import type { DaySpan } from './period.ts';
import { arbitraryRuns } from './testing/arbitrary-runs.ts';
import { cutRuns } from './testing/cut-runs.ts';
import { offsetOf, zones } from './testing/zone.ts';

const minute = 60_000;

function aRun(from: string, minutes: number, isCompleted = true): FocusRun {
  const start = Date.parse(from);
  return { task_id: null, from: start, to: start + minutes * minute, isCompleted };
}

function partLines(zone: string, startsAt: number, run: FocusRun, span?: DaySpan) {
  return cutRuns([run], createLocalDays(offsetOf(zone), startsAt), span).map(
    ({ day, hour, focus, pomodoros }) => `${isoDate(day)} ${hour}h ${focus / minute}min ${pomodoros}`,
  );
}

test.each([
  ['within an hour', 'UTC', 0, aRun('2026-11-23T10:05Z', 25), ['2026-11-23 10h 25min 1']],
  [
    'over a full hour',
    'UTC',
    0,
    aRun('2026-11-23T10:50Z', 25),
    ['2026-11-23 10h 10min 0', '2026-11-23 11h 15min 1'],
  ],
  [
    'over midnight',
    'UTC',
    0,
    aRun('2026-11-23T23:45Z', 25),
    ['2026-11-23 23h 15min 0', '2026-11-24 0h 10min 1'],
  ],
  [
    'over midnight, with days from four on',
    'UTC',
    4,
    aRun('2026-11-23T23:45Z', 25),
    ['2026-11-23 23h 15min 0', '2026-11-23 0h 10min 1'],
  ],
  [
    'over four in the morning',
    'UTC',
    4,
    aRun('2026-11-24T03:50Z', 25),
    ['2026-11-23 3h 10min 0', '2026-11-24 4h 15min 1'],
  ],
  ['to the stroke of midnight', 'UTC', 0, aRun('2026-11-23T23:35Z', 25), ['2026-11-23 23h 25min 1']],
  ['of no length', 'UTC', 0, aRun('2026-11-24T00:00Z', 0), ['2026-11-23 23h 0min 1']],
  ['given up', 'UTC', 0, aRun('2026-11-23T10:05Z', 7, false), ['2026-11-23 10h 7min 0']],
  [
    'over the hour that is left out',
    'Europe/Berlin',
    0,
    aRun('2026-03-29T00:50Z', 25),
    ['2026-03-29 1h 10min 0', '2026-03-29 3h 15min 1'],
  ],
  [
    'over the hour that comes twice',
    'Europe/Berlin',
    0,
    aRun('2026-10-25T00:50Z', 25),
    ['2026-10-25 2h 10min 0', '2026-10-25 2h 15min 1'],
  ],
  [
    'over a change at midnight',
    'America/Sao_Paulo',
    0,
    aRun('2018-11-04T02:50Z', 25),
    ['2018-11-03 23h 10min 0', '2018-11-04 1h 15min 1'],
  ],
])('STATS-6 a session %s', (_, zone, startsAt, run, pieces) => {
  expect(partLines(zone, startsAt, run)).toEqual(pieces);
});

test('STATS-6 each minute counts for the day and the hour in which it passed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: Date.UTC(2026, 0, 1) / minute, max: Date.UTC(2027, 0, 1) / minute }),
      fc.integer({ min: 1, max: 300 }),
      (zone, startsAt, from, length) => {
        const days = createLocalDays(offsetOf(zone), startsAt);
        const run = { task_id: null, from: from * minute, to: (from + length) * minute, isCompleted: true };
        const byMinute = new Map<string, number>();
        for (let at = run.from; at < run.to; at += minute) {
          const key = `${days.dayOf(at)} ${days.restOfHour(at).hour}`;
          byMinute.set(key, (byMinute.get(key) ?? 0) + minute);
        }
        const byPart = new Map<string, number>();
        for (const { day, hour, focus } of cutRuns([run], days)) {
          byPart.set(`${day} ${hour}`, (byPart.get(`${day} ${hour}`) ?? 0) + focus);
        }
        expect(byPart).toEqual(byMinute);
      },
    ),
  );
});

test('STATS-6 the pieces of some days are those of all that lie in them', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 23 }),
      arbitraryRuns,
      fc.integer({ min: dayOfDate(2026, 2, 26), max: dayOfDate(2026, 3, 8) }),
      fc.nat(9),
      (zone, startsAt, runs, from, length) => {
        const days = createLocalDays(offsetOf(zone), startsAt);
        const all = cutRuns(runs, days);
        const span = { from, to: from + length };
        expect(cutRuns(runs, days, span)).toEqual(all.filter(({ day }) => day >= span.from && day < span.to));
      },
    ),
  );
});
