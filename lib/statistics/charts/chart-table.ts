import { writeCsv } from '../../files/formats/csv.ts';
import { escapeFormula } from '../../files/formats/escape-formula.ts';
import { isoDate, type Day } from '../day.ts';
import type { Formatter } from '../formatter.ts';
import type { DaySpan } from '../period.ts';

/** A cell says what it holds. A page formats it for the reader, a file writes it for a spreadsheet. */
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

/** The numbers behind a chart. The first cell of a row names the row. */
export interface ChartTable {
  /** What the table shows, and of which days. */
  caption: string;
  columns: readonly ChartColumn[];
  rows: readonly (readonly ChartCell[])[];
}

/**
 * Writes a table for spreadsheets. It begins with a byte order mark, which tells Excel that it is UTF-8. Focus is in
 * minutes with up to two decimals, and `inMinutes` adds the unit to the name of the column. Days are ISO dates.
 */
export function writeChartCsv({ columns, rows }: ChartTable, inMinutes: (name: string) => string): string {
  const head = columns.map(({ name, holds }) => (holds === 'focus' ? inMinutes(name) : name));
  return `\uFEFF${writeCsv([head.map(escapeFormula), ...rows.map((row) => row.map(writeCell))])}`;
}

/** A name such as `baton-days-2026-11-16-2026-11-22`. */
export function chartFileName(what: string, { from, to }: DaySpan): string {
  return `baton-${what}-${isoDate(from)}-${isoDate(to - 1)}`;
}

/** A cell as a reader sees it. */
export function cellText(cell: ChartCell, formatter: Formatter): string {
  if ('text' in cell) return cell.text;
  if ('count' in cell) return formatter.count(cell.count);
  return 'day' in cell ? formatter.dayShort(cell.day) : formatter.duration(cell.focus);
}

function writeCell(cell: ChartCell): string {
  if ('text' in cell) return escapeFormula(cell.text);
  if ('count' in cell) return String(cell.count);
  if ('day' in cell) return isoDate(cell.day);
  return String(Math.round(cell.focus / 600) / 100);
}
