import { expect, test } from 'vitest';
import type { Correction } from '../corrections/correction.ts';
import { correct } from '../corrections/judge-corrections.ts';
import type { Session } from '../store/rows.ts';
import { sessionRow } from '../store/testing/rows.ts';
import { dateOf, dayOfDate, weekdayOf } from './day.ts';
import { focusRuns } from './focus-run.ts';
import { createLocalDays } from './local-days.ts';
import { appendRuns, noRuns } from './run-columns.ts';
import { offsetOf } from './testing/zone.ts';
import { focusByHour, totalsByDay } from './totals.ts';

// Every sum here was counted on paper from the clock times that stand beside it.

const minute = 60_000;
const now = Date.UTC(2026, 11, 1);
const utc = (text: string) => Date.parse(`2026-${text}Z`);

function ran(from: string, to: string): Session {
  const [start_time, end_time] = [utc(from), utc(to)];
  return sessionRow({ id: from, start_time, end_time, active_time: end_time - start_time });
}

function corrected(sessions: readonly Session[], ...corrections: Correction[]): Session[] {
  const answer = correct(corrections, { sessions, now, beside: { preset_type: 'short' } });
  if (!answer.ok) throw new Error(JSON.stringify(answer.faults));
  const rows = new Map([...sessions, ...answer.rows].map((row) => [row.id, row]));
  return [...rows.values()];
}

/** `[month, date, minutes, pomodoros]` of each day. */
function sums(sessions: readonly Session[], zone: string, startsAt: number): number[][] {
  const runs = appendRuns(noRuns, focusRuns(sessions, [], 0));
  const days = [...totalsByDay(runs, createLocalDays(offsetOf(zone), startsAt))].sort(([a], [b]) => a - b);
  return days.map(([day, { focus, pomodoros }]) => {
    const { month, date } = dateOf(day);
    return [month + 1, date, focus / minute, pomodoros];
  });
}

/** `[hour, minutes]` of one day. */
function hours(sessions: readonly Session[], zone: string, month: number, date: number): number[][] {
  const day = dayOfDate(2026, month - 1, date);
  const span = { from: day, to: day + 1 };
  const runs = appendRuns(noRuns, focusRuns(sessions, [], 0));
  const byHour = focusByHour(runs, createLocalDays(offsetOf(zone), 0), span)[weekdayOf(day)] ?? [];
  return byHour.map((ms, hour) => [hour, ms / minute]).filter(([, minutes]) => minutes !== 0);
}

test('STATS-6 the night in which Berlin loses an hour, with days from 4:00', () => {
  // 3:30 to 4:30 in summer time: half an hour on either side of 4:00.
  const night = [ran('03-29T01:30', '03-29T02:30')];
  expect(sums(night, 'Europe/Berlin', 4)).toEqual([
    [3, 28, 30, 0],
    [3, 29, 30, 1],
  ]);
  // From 1:50 in winter time: ten minutes until 2:00, which is 3:00, and an hour until 4:00.
  const fields = { start_time: utc('03-29T00:50') };
  expect(sums(corrected(night, { session: '03-29T01:30', fields }), 'Europe/Berlin', 4)).toEqual([
    [3, 28, 70, 0],
    [3, 29, 30, 1],
  ]);
  // Until 4:00 sharp: nothing is left on the day that begins there.
  const end = { end_time: utc('03-29T02:00') };
  expect(sums(corrected(night, { session: '03-29T01:30', fields: end }), 'Europe/Berlin', 4)).toEqual([
    [3, 28, 30, 1],
  ]);
});

test('STATS-6 the night in which Berlin has an hour twice', () => {
  // 2:30 to 2:30 an hour later.
  const night = [ran('10-25T00:30', '10-25T01:30')];
  expect(sums(night, 'Europe/Berlin', 0)).toEqual([[10, 25, 60, 1]]);
  expect(hours(night, 'Europe/Berlin', 10, 25)).toEqual([[2, 60]]);
  // Until 3:10: half an hour of the first 2:00, an hour of the second, ten minutes.
  const later = corrected(night, { session: '10-25T00:30', fields: { end_time: utc('10-25T02:10') } });
  expect(sums(later, 'Europe/Berlin', 0)).toEqual([[10, 25, 100, 1]]);
  expect(hours(later, 'Europe/Berlin', 10, 25)).toEqual([
    [2, 90],
    [3, 10],
  ]);
});

test('STATS-6 the day before the night in which Berlin has an hour twice is 25 hours long, with days from 4:00', () => {
  // 4:10 to 4:30 in summer time, 3:40 to 4:20 in winter time, a day and an hour apart.
  const both = [ran('10-24T02:10', '10-24T02:30'), ran('10-25T02:40', '10-25T03:20')];
  expect(sums(both, 'Europe/Berlin', 4)).toEqual([
    [10, 24, 40, 1],
    [10, 25, 20, 1],
  ]);
  // Only the last 30 minutes of the second ran: 3:50 to 4:20.
  const shorter = corrected(both, { session: '10-25T02:40', fields: { active_time: 30 * minute } });
  expect(sums(shorter, 'Europe/Berlin', 4)).toEqual([
    [10, 24, 30, 1],
    [10, 25, 20, 1],
  ]);
  const deleted = corrected(shorter, { session: '10-24T02:10', fields: { deleted: true } });
  expect(sums(deleted, 'Europe/Berlin', 4)).toEqual([
    [10, 24, 10, 0],
    [10, 25, 20, 1],
  ]);
});

test('STATS-6 what is added, split and counted differently in New York and on Lord Howe Island', () => {
  // 1:45 in winter time to 3:15 in summer time, which are 30 minutes.
  const night = [ran('03-08T06:45', '03-08T07:15')];
  expect(sums(night, 'America/New_York', 4)).toEqual([[3, 7, 30, 1]]);
  expect(sums(night, 'America/New_York', 0)).toEqual([[3, 8, 30, 1]]);
  expect(hours(night, 'America/New_York', 3, 8)).toEqual([
    [1, 15],
    [3, 15],
  ]);
  // Split where clocks jump. The second half is a break.
  const split = corrected(
    night,
    { session: '03-08T06:45', fields: { end_time: utc('03-08T07:00') } },
    {
      session: 'half',
      added: {
        task_id: null,
        session_type: 'short_break',
        start_time: utc('03-08T07:00'),
        end_time: utc('03-08T07:15'),
        counts: false,
      },
    },
  );
  expect(hours(split, 'America/New_York', 3, 8)).toEqual([[1, 15]]);
  // On Lord Howe Island clocks go back by half an hour at 2:00 on 5 April: 1:20 to 1:50, for the second time from 1:30.
  const island = [ran('04-04T14:20', '04-04T15:20')];
  expect(hours(island, 'Australia/Lord_Howe', 4, 5)).toEqual([[1, 60]]);
  const not = corrected(island, { session: '04-04T14:20', fields: { counts: false } });
  expect(sums(not, 'Australia/Lord_Howe', 0)).toEqual([[4, 5, 60, 0]]);
});
