import { expect, test } from 'vitest';
import { dayOfDate } from './day.ts';
import type { FocusRun } from './focus-run.ts';
import { summariseHistory } from './history-summary.ts';
import { createLocalDays, hourLength } from './local-days.ts';
import { appendRuns, noRuns } from './run-columns.ts';

const today = dayOfDate(2026, 10, 23);
const utcDays = createLocalDays(() => 0, 0);

function runOn(day: number): FocusRun {
  const from = day * 24 * hourLength;
  return { task_id: null, from, to: from + hourLength, isCompleted: true };
}

function firstDayOf(...days: number[]): number {
  const runs = appendRuns(noRuns, days.map(runOn));
  return summariseHistory(runs, utcDays, today, 1).range.firstDay;
}

test('STATS-8 history begins with the first day that has focus, in whatever order the sessions are', () => {
  expect(firstDayOf(today - 2, today - 9, today)).toBe(today - 9);
});

test('STATS-8 without history, or with all of it in days to come, the first day is today', () => {
  expect(firstDayOf()).toBe(today);
  expect(firstDayOf(today + 3)).toBe(today);
});
