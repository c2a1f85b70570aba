import type { LocalDays, RestOfHour } from './local-days.ts';
import type { DaySpan } from './period.ts';
import type { RunColumns } from './run-columns.ts';

/**
 * Is called with the part of a focus run that lies within one hour: the hour, the milliseconds of focus, the pomodoros
 * (1 in the last part of a completed run, else 0), and the place of the task in `tasks`.
 */
export type VisitHourPart = (hour: RestOfHour, focus: number, pomodoros: number, task: number) => void;

/** Cuts the focus runs of some days, or of all, at every full hour of local time, and so where days begin. */
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
    // A run that ends exactly on an hour counts before it, and so does one of no length.
    let at = Math.min(start, end - 1);
    if (end - 1 < first || at >= last) continue;
    let partStart = start;
    while (at < end) {
      const hour = days.restOfHour(at);
      const until = Math.min(end, hour.end);
      if (at >= first && at < last) {
        const pomodoros = until === end ? (completed[place] ?? 0) : 0;
        visit(hour, until - partStart, pomodoros, task[place] ?? 0);
      }
      at = until;
      partStart = until;
    }
  }
}
