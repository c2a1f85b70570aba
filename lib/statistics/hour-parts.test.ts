import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOfDate, isoDate } from './day.ts';
import type { FocusRun } from './focus-run.ts';
import { createLocalDays, hourLength, type LocalDays } from './local-days.ts';
import { forEachHourPart, type VisitHourPart } from './hour-parts.ts';
import type { DaySpan } from './period.ts';
import { noRuns, appendRuns } from './run-columns.ts';
import { offsetOf, zones } from './testing/zone.ts';
import { totalsByDay, focusByHour, totalsByTask, totalOf } from './totals.ts';

const minute = 60_000;

function aRun(from: string, minutes: number, isCompleted = true): FocusRun {
  const start = Date.parse(from);
  return { task_id: null, from: start, to: start + minutes * minute, isCompleted };
}

/** The pieces as values. */
function cut(runs: readonly FocusRun[], days: LocalDays, span?: DaySpan) {
  const pieces: { day: number; hour: number; focus: number; pomodoros: number }[] = [];
  const visit: VisitHourPart = ({ day, hour }, focus, pomodoros) =>
    pieces.push({ day, hour, focus, pomodoros });
  forEachHourPart(appendRuns(noRuns, runs), days, visit, span);
  return pieces;
}

function told(zone: string, startsAt: number, run: FocusRun, span?: DaySpan) {
  return cut([run], createLocalDays(offsetOf(zone), startsAt), span).map(
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
  expect(told(zone, startsAt, run)).toEqual(pieces);
});

const runs = fc
  .array(
    fc.record({
      task_id: fc.constantFrom(null, 'a', 'b'),
      from: fc.oneof(
        fc.integer({ min: Date.UTC(2026, 2, 27), max: Date.UTC(2026, 3, 7) }),
        fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2036, 0, 1) }),
      ),
      length: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 * hourLength })),
      isCompleted: fc.boolean(),
    }),
    { maxLength: 6 },
  )
  .map((drafts) => drafts.map(({ length, ...draft }) => ({ ...draft, to: draft.from + length })));

test('STATS-6 cutting loses and adds nothing, however it is summed', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 23 }), runs, (zone, startsAt, runs) => {
      const days = createLocalDays(offsetOf(zone), startsAt);
      const columns = appendRuns(noRuns, runs);
      const focus = runs.reduce((sum, { from, to }) => sum + to - from, 0);
      const pomodoros = runs.filter(({ isCompleted }) => isCompleted).length;
      const span = { from: dayOfDate(2000, 0, 1), to: dayOfDate(2040, 0, 1) };
      expect(totalOf(totalsByDay(columns, days), span.from, span.to)).toEqual({ focus, pomodoros });
      const hours = focusByHour(columns, days, span).flat();
      expect(hours.reduce((sum, ms) => sum + ms, 0)).toBe(focus);
      const tasks = totalsByTask(columns, days, span);
      expect(tasks.reduce((sum, { total }) => sum + total.focus, 0)).toBe(focus);
      expect(tasks.reduce((sum, { total }) => sum + total.pomodoros, 0)).toBe(pomodoros);
      expect(new Set(tasks.map(({ task_id }) => task_id))).toEqual(
        new Set(runs.map(({ task_id }) => task_id)),
      );
    }),
  );
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
        const byPiece = new Map<string, number>();
        for (const { day, hour, focus } of cut([run], days)) {
          byPiece.set(`${day} ${hour}`, (byPiece.get(`${day} ${hour}`) ?? 0) + focus);
        }
        expect(byPiece).toEqual(byMinute);
      },
    ),
  );
});

test('STATS-6 the pieces of some days are those of all that lie in them', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 23 }),
      runs,
      fc.integer({ min: dayOfDate(2026, 2, 26), max: dayOfDate(2026, 3, 8) }),
      fc.nat(9),
      (zone, startsAt, runs, from, length) => {
        const days = createLocalDays(offsetOf(zone), startsAt);
        const all = cut(runs, days);
        const span = { from, to: from + length };
        expect(cut(runs, days, span)).toEqual(all.filter(({ day }) => day >= span.from && day < span.to));
      },
    ),
  );
});

test('STATS-6 a day has what its pieces come to, in whatever order the sessions are', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 23 }), runs, (zone, startsAt, runs) => {
      const days = createLocalDays(offsetOf(zone), startsAt);
      const sums = new Map<number, { focus: number; pomodoros: number }>();
      for (const { day, focus, pomodoros } of cut(runs, days)) {
        const sum = sums.get(day) ?? { focus: 0, pomodoros: 0 };
        sums.set(day, { focus: sum.focus + focus, pomodoros: sum.pomodoros + pomodoros });
      }
      expect(totalsByDay(appendRuns(noRuns, runs), days)).toEqual(sums);
    }),
  );
});
