import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOfDate, type Day } from '../day.ts';
import type { FocusRun } from '../focus-run.ts';
import { summariseHistory } from '../history-summary.ts';
import { createLocalDays } from '../local-days.ts';
import { periodAt } from '../period.ts';
import { appendRuns, countOnce, noRuns } from '../run-columns.ts';
import { arbitraryRuns } from '../testing/arbitrary-runs.ts';
import { offsetOf, zones } from '../testing/zone.ts';
import { totalOf, totalsByDay, totalsByTask } from '../totals.ts';
import { weekAddress, weekOfAddress } from './week-address.ts';
import { createWeekReport } from './week-report.ts';

const minute = 60_000;
const hour = 60 * minute;

function reportOf(
  runs: readonly FocusRun[],
  day: Day,
  today: Day,
  { zone = 'UTC', startsAt = 0, goal = 0 } = {},
) {
  const localDays = createLocalDays(offsetOf(zone), startsAt);
  const facts = summariseHistory(appendRuns(noRuns, runs), localDays, today, 1);
  const week = periodAt('week', day, facts.range);
  return { facts, report: createWeekReport({ facts, week, goal, startsAt }) };
}

function run(from: string, minutes: number, more: Partial<FocusRun> = {}): FocusRun {
  const start = Date.parse(from);
  return { task_id: null, from: start, to: start + minutes * minute, isCompleted: true, ...more };
}

test('STATS-51 all sums of a week are those of its days, in every zone and whatever the hour days begin at', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom(0, 4, 23),
      arbitraryRuns,
      fc.integer({ min: dayOfDate(2026, 2, 23), max: dayOfDate(2026, 3, 8) }),
      (zone, startsAt, runs, day) => {
        const today = dayOfDate(2036, 0, 1);
        const { facts, report } = reportOf(runs, day, today, { zone, startsAt });
        const { week, total, days, before } = report;
        const byDay = totalsByDay(
          countOnce(appendRuns(noRuns, runs)),
          createLocalDays(offsetOf(zone), startsAt),
        );
        expect(days.map(({ day, total }) => [day, total])).toEqual(
          days.map(({ day }) => [day, byDay.get(day) ?? { focus: 0, pomodoros: 0 }]),
        );
        const sum = (totals: { focus: number; pomodoros: number }[]) =>
          totals.reduce(
            (sum, one) => ({ focus: sum.focus + one.focus, pomodoros: sum.pomodoros + one.pomodoros }),
            {
              focus: 0,
              pomodoros: 0,
            },
          );
        expect(sum(days.map(({ total }) => total))).toEqual(total);
        expect(sum(totalsByTask(facts.runs, facts.localDays, week).map(({ total }) => total))).toEqual(total);
        const weekBefore = totalOf(byDay, week.from - 7, week.from);
        expect(sum(days.map(({ before }) => before))).toEqual(weekBefore);
        if (before) expect(before).toEqual({ total: weekBefore, soFar: weekBefore });
        else expect(weekBefore.focus).toBe(0);
        const hours = report.bestHours.reduce((sum, { focus }) => sum + focus, 0);
        expect(hours).toBeLessThanOrEqual(total.focus);
        expect(report.bestHours.length > 0).toBe(total.focus > 0);
      },
    ),
  );
});

test('STATS-51 a week in which clocks change, with days from 4:00 on, comes to what was counted by hand', () => {
  // In Berlin clocks go from 2:00 to 3:00 on Sunday, March 29, 2026. The week is of March 23 to 29.
  const runs = [
    // Monday 3:30 to 4:30: half of it is of the Sunday before.
    run('2026-03-23T02:30:00Z', 60),
    run('2026-03-25T08:00:00Z', 50),
    run('2026-03-25T09:00:00Z', 25, { isCompleted: false }),
    // Sunday 1:30 to 4:30 on clocks that jump: two hours, of which 90 minutes are of Saturday.
    run('2026-03-29T00:30:00Z', 120),
    // Monday 3:00, which is of Sunday.
    run('2026-03-30T01:00:00Z', 30),
  ];
  const { report } = reportOf(runs, dayOfDate(2026, 2, 29), dayOfDate(2026, 3, 10), {
    zone: 'Europe/Berlin',
    startsAt: 4,
    goal: 60 * minute,
  });
  expect(report.days.map(({ total }) => total.focus / minute)).toEqual([30, 0, 75, 0, 0, 90, 60]);
  expect(report.total).toEqual({ focus: 255 * minute, pomodoros: 4 });
  expect(report.before?.total).toEqual({ focus: 30 * minute, pomodoros: 0 });
  expect(report).toMatchObject({ focusDays: 4, goalDays: 3, bestDay: { day: dayOfDate(2026, 2, 28) } });
  expect(report.bestHours).toEqual([
    { hour: 3, focus: 90 * minute },
    { hour: 4, focus: 60 * minute },
    { hour: 9, focus: 50 * minute },
  ]);
});

test('STATS-52 a week that runs is compared with the days of the week before up to the same weekday', () => {
  const monday = dayOfDate(2026, 10, 23);
  const runs = [
    run('2026-11-16T09:00:00Z', 25),
    run('2026-11-18T09:00:00Z', 50),
    run('2026-11-19T09:00:00Z', 100),
    run('2026-11-24T09:00:00Z', 25),
  ];
  const wednesday = reportOf(runs, monday, monday + 2).report;
  expect(wednesday.isRunning).toBe(true);
  expect(wednesday.before).toEqual({
    total: { focus: 175 * minute, pomodoros: 3 },
    soFar: { focus: 75 * minute, pomodoros: 2 },
  });
  const later = reportOf(runs, monday, monday + 7).report;
  expect(later.isRunning).toBe(false);
  expect(later.before?.soFar).toEqual(later.before?.total);
  expect(reportOf(runs, monday - 7, monday).report.before).toBeNull();
});

test('STATS-51 of equals the first day and the earlier hour of a day that begins at 4:00 come first', () => {
  const runs = [
    run('2026-11-24T09:00:00Z', 30),
    run('2026-11-25T02:00:00Z', 30),
    run('2026-11-26T04:00:00Z', 30),
    run('2026-11-27T05:00:00Z', 30),
  ];
  const { report } = reportOf(runs, dayOfDate(2026, 10, 24), dayOfDate(2026, 10, 29), { startsAt: 4 });
  expect(report.bestHours.map(({ hour }) => hour)).toEqual([4, 5, 9]);
  expect(report.bestDay?.day).toBe(dayOfDate(2026, 10, 24));
});

test('STATS-53 an address names a week by one of its days, and never one that history has not', () => {
  const today = dayOfDate(2026, 10, 25);
  const range = { firstWeekday: 1 as const, firstDay: dayOfDate(2026, 10, 11), today };
  const from = (address: string) => weekOfAddress(address, range)?.from;
  expect(from('#week')).toBe(dayOfDate(2026, 10, 23));
  expect(from(weekAddress(dayOfDate(2026, 10, 19)))).toBe(dayOfDate(2026, 10, 16));
  expect(from('#week-2026-11-16')).toBe(dayOfDate(2026, 10, 16));
  expect(from('#week-1999-01-01')).toBe(dayOfDate(2026, 10, 9));
  expect(from('#week-9999-99-99')).toBe(dayOfDate(2026, 10, 23));
  expect(from('#week-soon')).toBe(dayOfDate(2026, 10, 23));
  for (const other of ['', '#', '#today', '#weekly', '#WEEK']) expect(from(other)).toBeUndefined();
});

test('STATS-51 an hour that comes twice has the minutes of both', () => {
  // In Berlin clocks go back from 3:00 to 2:00 on Sunday, October 25, 2026.
  const runs = [run('2026-10-25T00:00:00Z', 120)];
  const { report } = reportOf(runs, dayOfDate(2026, 9, 25), dayOfDate(2026, 10, 1), {
    zone: 'Europe/Berlin',
  });
  expect(report.bestHours).toEqual([{ hour: 2, focus: 2 * hour }]);
});
