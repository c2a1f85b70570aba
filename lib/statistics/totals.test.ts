import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOfDate } from './day.ts';
import type { FocusRun } from './focus-run.ts';
import { createLocalDays } from './local-days.ts';
import { appendRuns, noRuns } from './run-columns.ts';
import { arbitraryRuns } from './testing/arbitrary-runs.ts';
import { cutRuns } from './testing/cut-runs.ts';
import { offsetOf, zones } from './testing/zone.ts';
import { countDays, focusByHour, totalOf, totalsByDay, totalsByTask } from './totals.ts';

test('STATS-6 cutting loses and adds nothing, however it is summed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 23 }),
      arbitraryRuns,
      (zone, startsAt, runs) => {
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
      },
    ),
  );
});

test('STATS-6 a day has what its pieces come to, in whatever order the sessions are', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 23 }),
      arbitraryRuns,
      (zone, startsAt, runs) => {
        const days = createLocalDays(offsetOf(zone), startsAt);
        const sums = new Map<number, { focus: number; pomodoros: number }>();
        for (const { day, focus, pomodoros } of cutRuns(runs, days)) {
          const sum = sums.get(day) ?? { focus: 0, pomodoros: 0 };
          sums.set(day, { focus: sum.focus + focus, pomodoros: sum.pomodoros + pomodoros });
        }
        expect(totalsByDay(appendRuns(noRuns, runs), days)).toEqual(sums);
      },
    ),
  );
});

const minute = 60_000;
const day = dayOfDate(2026, 10, 23);
const utcDays = createLocalDays(() => 0, 0);

/** A run on `day` that begins at an hour. */
function runAt(hour: number, minutes: number, task_id: string | null, isCompleted = true): FocusRun {
  const from = (day * 24 + hour) * 60 * minute;
  return { task_id, from, to: from + minutes * minute, isCompleted };
}

function taskOrder(runs: readonly FocusRun[]): (string | null)[] {
  const totals = totalsByTask(appendRuns(noRuns, runs), utcDays, { from: day, to: day + 1 });
  return totals.map(({ task_id }) => task_id);
}

test('STATS-12 the task with the most focus comes first, whatever it has of pomodoros', () => {
  const runs = [runAt(8, 10, 'short'), runAt(9, 10, 'short'), runAt(10, 21, 'long', false)];
  expect(taskOrder(runs)).toEqual(['long', 'short']);
});

test('STATS-12 of tasks with the same focus the one with more pomodoros comes first', () => {
  const one = runAt(8, 20, 'one');
  const two = [runAt(9, 10, 'two'), runAt(10, 10, 'two')];
  expect(taskOrder([one, ...two])).toEqual(['two', 'one']);
  expect(taskOrder([...two, one])).toEqual(['two', 'one']);
});

test('STATS-12 tasks with the same focus and pomodoros stand in the order of history', () => {
  const runs = [runAt(8, 20, 'b'), runAt(9, 20, null), runAt(10, 20, 'a')];
  expect(taskOrder(runs)).toEqual(['b', null, 'a']);
});

test('STATS-12 a task whose only session had no length is listed', () => {
  expect(taskOrder([runAt(8, 0, 'empty')])).toEqual(['empty']);
});

test('STATS-12 a task without focus in these days is not listed', () => {
  expect(taskOrder([runAt(8, 20, 'now'), runAt(24 + 8, 20, 'later')])).toEqual(['now']);
});

test('STATS-6 focus by hour stands under its weekday and its hour', () => {
  const runs = appendRuns(noRuns, [runAt(9, 25, null), runAt(24 + 9, 20, null)]);
  const byHour = focusByHour(runs, utcDays, { from: day, to: day + 2 });
  expect([byHour[1]?.[9], byHour[2]?.[9]]).toEqual([25 * minute, 20 * minute]);
});

test('STATS-24 a day counts from its least focus on, and a day without focus only if it is listed', () => {
  const days = new Map([
    [day, { focus: 60, pomodoros: 1 }],
    [day + 1, { focus: 59, pomodoros: 1 }],
    [day + 2, { focus: 0, pomodoros: 1 }],
  ]);
  expect(countDays(days, day, day + 4, 60)).toBe(1);
  expect(countDays(days, day, day + 4, 59)).toBe(2);
  expect(countDays(days, day, day + 4, 0)).toBe(3);
  expect(countDays(days, day + 1, day + 4, 59)).toBe(1);
  expect(countDays(days, day - 1, day, 0)).toBe(0);
});
