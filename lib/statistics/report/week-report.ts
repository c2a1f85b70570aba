import type { Day } from '../day.ts';
import type { HistorySummary } from '../history-summary.ts';
import { neighbourPeriod, type Period } from '../period.ts';
import { countDays, focusByHour, totalOf, type Total } from '../totals.ts';

/** A day of a report, and the same weekday of the week before. */
export interface ReportDay {
  day: Day;
  total: Total;
  before: Total;
}

/** The week before. */
export interface WeekBefore {
  total: Total;
  /** Of the days up to the weekday that today is, where the week still runs. Else the same as `total`. */
  soFar: Total;
}

/** What a week came to. */
export interface WeekReport {
  week: Period;
  /** Whether today is one of its days. */
  isRunning: boolean;
  total: Total;
  days: ReportDay[];
  /** Null if history does not reach there. */
  before: WeekBefore | null;
  /** The days with any focus. */
  focusDays: number;
  /** The days that reached the daily goal; 0 without one. */
  goalDays: number;
  /** The day with the most focus, of equals the first. Null if no day had any. */
  bestDay: ReportDay | null;
  /** Up to three hours of local time with the most focus in all of the week, of equals the earlier one of a day. */
  bestHours: { hour: number; focus: number }[];
}

const mostBestHours = 3;

export interface WeekReportOptions {
  facts: HistorySummary;
  week: Period;
  /** The daily goal, milliseconds. 0 is none. */
  goal: number;
  /** The hour that days begin at. */
  startsAt: number;
}

/** Sums up one week and the one before. */
export function createWeekReport({ facts, week, goal, startsAt }: WeekReportOptions): WeekReport {
  const { days, range, runs, localDays } = facts;
  const sum = (from: Day, to = from + 1) => totalOf(days, from, to);
  const isRunning = week.from <= range.today && range.today < week.to;
  const reportDays = Array.from({ length: 7 }, (_, place): ReportDay => {
    const day = week.from + place;
    return { day, total: sum(day), before: sum(day - 7) };
  });
  const best = reportDays.reduce((best, day) => (day.total.focus > best.total.focus ? day : best));
  const grid = focusByHour(runs, localDays, week);
  const bestHours = Array.from({ length: 24 }, (_, place) => (startsAt + place) % 24)
    .map((hour) => ({ hour, focus: grid.reduce((focus, row) => focus + (row[hour] ?? 0), 0) }))
    .filter(({ focus }) => focus > 0)
    .toSorted((one, other) => other.focus - one.focus)
    .slice(0, mostBestHours);
  return {
    week,
    isRunning,
    total: sum(week.from, week.to),
    days: reportDays,
    before: neighbourPeriod(week, -1, range) && {
      total: sum(week.from - 7, week.from),
      soFar: sum(week.from - 7, isRunning ? range.today - 6 : week.from),
    },
    focusDays: reportDays.filter(({ total }) => total.focus > 0).length,
    goalDays: goal > 0 ? countDays(days, week.from, week.to, goal) : 0,
    bestDay: best.total.focus > 0 ? best : null,
    bestHours,
  };
}
