import { writeCsv } from '../files/csv.ts';
import { escapeFormula } from '../files/escape-formula.ts';
import { isoDate, type Day } from './day.ts';
import type { DaySpan } from './period.ts';

/** A cell says what it holds, so that a page can show it in the reader's way and a file in the machine's. */
export type ChartCell =
  | { text: string }
  | { count: number }
  /** Milliseconds of focus. */
  | { focus: number }
  | { day: Day };

export interface ChartColumn {
  name: string;
  holds: 'text' | 'count' | 'focus' | 'day';
}

/** The words and numbers behind a picture. The first cell of a row names it. */
export interface ChartTable {
  /** What the table is of, and of when. */
  caption: string;
  columns: readonly ChartColumn[];
  rows: readonly (readonly ChartCell[])[];
}

/**
 * A file that spreadsheets open, so it begins with the mark of UTF-8. Focus is in minutes with up to two decimals,
 * which `inMinutes` adds to the column's name; days are ISO dates.
 */
export function writeChartCsv({ columns, rows }: ChartTable, inMinutes: (name: string) => string): string {
  const head = columns.map(({ name, holds }) => (holds === 'focus' ? inMinutes(name) : name));
  return `\uFEFF${writeCsv([head.map(escapeFormula), ...rows.map((row) => row.map(value))])}`;
}

/** Such as `baton-days-2026-11-16-2026-11-22`. */
export function chartFileName(what: string, { from, to }: DaySpan): string {
  return `baton-${what}-${isoDate(from)}-${isoDate(to - 1)}`;
}

function value(cell: ChartCell): string {
  if ('text' in cell) return escapeFormula(cell.text);
  if ('count' in cell) return String(cell.count);
  if ('day' in cell) return isoDate(cell.day);
  return String(Math.round(cell.focus / 600) / 100);
}
