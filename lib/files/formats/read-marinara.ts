import * as v from 'valibot';
import { checkShape } from '../check-shape.ts';
import type { FileRow, FileRows, ReadFile } from '../file-rows.ts';
import type { ImportContext } from '../import-plan.ts';
import { lineOfJsonValue } from '../json-place.ts';
import { createSkipCounter, type FindLine } from '../skipped-rows.ts';
import { validateSession } from '../validate-rows.ts';
import type { CsvRow } from './csv.ts';
import { otherAppSession } from './other-app-session.ts';

/**
 * The columns of `history.csv`. Its header is in the user's language. They hold the end as ISO 8601, its date, its
 * time, the end in seconds since the epoch (always whole minutes), the offset from UTC in minutes, and the length in
 * seconds. Marinara keeps completed focus sessions only. The first three columns are wrong if the export was made in
 * another time zone than the session; the seconds since the epoch are always right.
 */
const columns = ['iso', 'date', 'time', 'timestamp', 'timezone', 'duration'] as const;
const columnPatterns = [
  /^\d{4}-\d\d-\d\dT/,
  /^\d{4}-\d\d-\d\d$/,
  /^\d\d:\d\d:\d\d$/,
  /^\d{1,12}$/,
  /^-?\d{1,4}$/,
  /^\d{1,9}$/,
];

/** `history.json` has the ends in minutes since the epoch, and the lengths in seconds as pairs of count and value. */
const marinaraShape = v.object({
  pomodoros: v.array(v.number()),
  durations: v.array(v.number()),
});

/** One session of a file; times are milliseconds. */
interface Entry {
  end: number;
  length: number;
  findLine: FindLine;
}

/** Recognises `history.csv` by its header where that is English, else by its first row. */
export function isMarinaraCsv([header, first]: CsvRow[]): boolean {
  if (header?.cells.length !== columns.length) return false;
  return (
    header.cells[0]?.includes('ISO 8601') === true || (first !== undefined && findWrongColumn(first) === null)
  );
}

export function readMarinaraCsv([, ...rows]: CsvRow[], context: ImportContext): ReadFile {
  const entries: Entry[] = [];
  for (const row of rows) {
    const wrong = findWrongColumn(row);
    const { line, cells } = row;
    if (cells.length !== columns.length) return { refused: { line, reason: 'bad_row' } };
    if (wrong !== null) return { refused: { line, reason: 'bad_value', place: wrong } };
    entries.push({ end: Number(cells[3]) * 1000, length: Number(cells[5]) * 1000, findLine: () => line });
  }
  return rowsOf(entries, context);
}

/** Recognises `history.json`. */
export function isMarinaraJson(value: object): boolean {
  return 'pomodoros' in value && 'durations' in value;
}

export function readMarinaraJson(value: object, text: string, context: ImportContext): ReadFile {
  const checked = checkShape(marinaraShape, value, text);
  if ('refused' in checked) return checked;
  const { pomodoros, durations } = checked.value;
  const lengths = unpackRuns(durations, pomodoros.length);
  if (lengths === null) {
    const line = lineOfJsonValue(text, ['durations']);
    return { refused: { line, reason: 'bad_value', place: 'durations' } };
  }
  const entries = pomodoros.map((minutes, index) => ({
    end: minutes * 60_000,
    length: (lengths[index] ?? 0) * 1000,
    findLine: () => lineOfJsonValue(text, ['pomodoros', index]),
  }));
  return rowsOf(entries, context);
}

function rowsOf(entries: readonly Entry[], { now, deriveId }: ImportContext): FileRows {
  const skipped = createSkipCounter();
  const rows: FileRow[] = [];
  for (const { end, length, findLine } of entries) {
    const session = otherAppSession('marinara', { end, length, phase: 'work' }, deriveId);
    const validated = length > 0 ? validateSession(session, now) : ({ wrong: 'out_of_range' } as const);
    if ('wrong' in validated) skipped.add(validated.wrong, findLine);
    else rows.push({ change: { table: 'pomodoro_sessions', row: validated.row }, findLine });
  }
  return { source: 'marinara', rows, skipped };
}

function findWrongColumn({ cells }: CsvRow): string | null {
  const index = columnPatterns.findIndex((pattern, column) => !pattern.test((cells[column] ?? '').trim()));
  return columns[index] ?? null;
}

/**
 * Writes out pairs of count and value; null if they do not come to `total` values. Each count is checked before it is
 * written out, because a forged file may claim billions.
 */
function unpackRuns(pairs: readonly number[], total: number): number[] | null {
  const values: number[] = [];
  for (let index = 0; index < pairs.length; index += 2) {
    const times = pairs[index] ?? 0;
    const value = pairs[index + 1];
    if (value === undefined || !Number.isInteger(times) || times < 1 || times > total - values.length)
      return null;
    for (let count = 0; count < times; count += 1) values.push(value);
  }
  return values.length === total ? values : null;
}
