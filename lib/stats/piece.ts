import type { Day } from './day.ts';
import type { FocusRun } from './focus-run.ts';
import type { LocalDays } from './local-days.ts';

/** The part of a focus session that lies within one hour of one day. All statistics are sums of these. */
export interface Piece {
  day: Day;
  /** Hour on the wall, 0 to 23. */
  hour: number;
  task_id: string | null;
  /** Milliseconds. */
  focus: number;
  /** 1 in the last piece of a completed session: a pomodoro counts where it ended. */
  pomodoros: number;
}

/** Cuts sessions at the full hours of the wall's clock, and so at the days' beginnings, in one pass. */
export function cut(runs: readonly FocusRun[], days: LocalDays): Piece[] {
  const pieces: Piece[] = [];
  for (const { task_id, from, to, isCompleted } of runs) {
    // What ends on the stroke of a boundary belongs to what was before it; so does a session of no length.
    let at = Math.min(from, to - 1);
    let before = from;
    while (at < to) {
      const { day, hour, end: hourEnd } = days.stretchFrom(at);
      const end = Math.min(to, hourEnd);
      pieces.push({ day, hour, task_id, focus: end - before, pomodoros: isCompleted && end === to ? 1 : 0 });
      at = end;
      before = end;
    }
  }
  return pieces;
}
