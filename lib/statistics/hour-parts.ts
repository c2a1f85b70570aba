import type { LocalDays, HourRest } from './local-days.ts';
import type { DaySpan } from './period.ts';
import type { RunColumns } from './run-columns.ts';

/**
 * Is called with the part of a focus session that lies within one hour of one day: milliseconds of focus, 1 pomodoro
 * in the last part of a completed one, and the place of its task. All statistics are sums of these.
 */
export type VisitHourPart = (stretch: HourRest, focus: number, pomodoros: number, task: number) => void;

/** Cuts the sessions of some days, or all, at the full hours of the wall's clock, and so at the days' beginnings. */
export function forEachHourPart(
  { from, to, task, completed }: RunColumns,
  days: LocalDays,
  visit: VisitHourPart,
  span: DaySpan = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY },
): void {
  const first = Number.isFinite(span.from) ? days.startOf(span.from) : span.from;
  const last = Number.isFinite(span.to) ? days.startOf(span.to) : span.to;
  for (let place = 0; place < from.length; place += 1) {
    const start = from[place] ?? 0;
    const end = to[place] ?? 0;
    // What ends on the stroke of a boundary belongs to what was before it; so does a session of no length.
    let at = Math.min(start, end - 1);
    if (end - 1 < first || at >= last) continue;
    let before = start;
    while (at < end) {
      const stretch = days.restOfHour(at);
      const until = Math.min(end, stretch.end);
      if (at >= first && at < last) {
        const pomodoros = until === end ? (completed[place] ?? 0) : 0;
        visit(stretch, until - before, pomodoros, task[place] ?? 0);
      }
      at = until;
      before = until;
    }
  }
}
