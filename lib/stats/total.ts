import { weekdayOf, type Day } from './day.ts';
import type { Piece } from './piece.ts';

export interface Total {
  /** Milliseconds of focus. */
  focus: number;
  pomodoros: number;
}

/** Days without focus are not in it. */
export type DayTotals = ReadonlyMap<Day, Readonly<Total>>;

export function byDay(pieces: readonly Piece[]): DayTotals {
  return sumBy(pieces, ({ day }) => day);
}

/** The time and the pomodoros of each task in the days from `from` to before `to`, the most time first. */
export function byTask(
  pieces: readonly Piece[],
  from: Day,
  to: Day,
): { task_id: string | null; total: Total }[] {
  const shown = pieces.filter(({ day }) => day >= from && day < to);
  return [...sumBy(shown, ({ task_id }) => task_id)]
    .map(([task_id, total]) => ({ task_id, total }))
    .sort((a, b) => b.total.focus - a.total.focus || b.total.pomodoros - a.total.pomodoros);
}

/** Milliseconds of focus by weekday (0 is Sunday) and hour on the wall, in the days from `from` to before `to`. */
export function byHour(pieces: readonly Piece[], from: Day, to: Day): number[][] {
  const grid = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const { day, hour, focus } of pieces) {
    if (day < from || day >= to) continue;
    const row = grid[weekdayOf(day)];
    if (row) row[hour] = (row[hour] ?? 0) + focus;
  }
  return grid;
}

/** What the days from `from` to before `to` come to. */
export function totalOf(days: DayTotals, from: Day, to: Day): Total {
  const sum = { focus: 0, pomodoros: 0 };
  for (const [day, total] of days) {
    if (day >= from && day < to) add(sum, total);
  }
  return sum;
}

function sumBy<K>(pieces: readonly Piece[], keyOf: (piece: Piece) => K): Map<K, Total> {
  const sums = new Map<K, Total>();
  for (const piece of pieces) {
    const key = keyOf(piece);
    const sum = sums.get(key);
    if (sum) add(sum, piece);
    else sums.set(key, { focus: piece.focus, pomodoros: piece.pomodoros });
  }
  return sums;
}

function add(sum: Total, { focus, pomodoros }: Total): void {
  sum.focus += focus;
  sum.pomodoros += pomodoros;
}
