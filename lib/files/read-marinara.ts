import type { CsvRow } from './csv.ts';
import { marinaraShape } from './backup-shape.ts';
import { createSkipCounter, type FileRows, type FileRow, type FindLine } from './file-rows.ts';
import { otherAppSession } from './other-app-session.ts';
import type { ImportContext, Refusal } from './import-plan.ts';
import { lineOfJsonValue } from './json-place.ts';
import { checkShape } from './check-shape.ts';
import { validateSession } from './validate-rows.ts';

/**
 * Marinara's history, `history.csv`: six columns, of which the header is in the user's language. End as ISO 8601,
 * its date and time, as seconds since the epoch (whole minutes in fact), the offset from UTC in minutes, and the
 * length in seconds. Only focus is kept, and only what was completed. The first three columns are wrong where the
 * export was made in another time zone than the session; the seconds since the epoch are right always.
 */
const columns = ['iso', 'date', 'time', 'timestamp', 'timezone', 'duration'] as const;
const columnForms = [
  /^\d{4}-\d\d-\d\dT/,
  /^\d{4}-\d\d-\d\d$/,
  /^\d\d:\d\d:\d\d$/,
  /^\d{1,12}$/,
  /^-?\d{1,4}$/,
  /^\d{1,9}$/,
];

/** What a file of another timer says of one session. */
interface Entry {
  end: number;
  length: number;
  line: FindLine;
}

/** Whether a table can be Marinara's: by its header where that is English, else by its first row. */
export function isMarinaraCsv([header, first]: CsvRow[]): boolean {
  if (header?.cells.length !== columns.length) return false;
  return (
    header.cells[0]?.includes('ISO 8601') === true || (first !== undefined && wrongColumn(first) === null)
  );
}

export function readMarinaraCsv([, ...rows]: CsvRow[], desk: ImportContext): FileRows | { refused: Refusal } {
  const entries: Entry[] = [];
  for (const row of rows) {
    const wrong = wrongColumn(row);
    const { line, cells } = row;
    if (cells.length !== columns.length) return { refused: { line, reason: 'bad_row' } };
    if (wrong !== null) return { refused: { line, reason: 'bad_value', place: wrong } };
    entries.push({ end: Number(cells[3]) * 1000, length: Number(cells[5]) * 1000, line: () => line });
  }
  return draftOf(entries, desk);
}

/** Whether a JSON value can be Marinara's other export, `history.json`. */
export function isMarinaraJson(value: object): boolean {
  return 'pomodoros' in value && 'durations' in value;
}

/** Minutes since the epoch, and the lengths in seconds as pairs of how often and what. */
export function readMarinaraJson(
  value: object,
  text: string,
  desk: ImportContext,
): FileRows | { refused: Refusal } {
  const read = checkShape(marinaraShape, value, text);
  if ('refused' in read) return read;
  const { pomodoros, durations } = read.value;
  const lengths = unpack(durations, pomodoros.length);
  if (lengths === null) {
    return {
      refused: { line: lineOfJsonValue(text, ['durations']), reason: 'bad_value', place: 'durations' },
    };
  }
  const entries = pomodoros.map((minutes, index) => ({
    end: minutes * 60_000,
    length: (lengths[index] ?? 0) * 1000,
    line: () => lineOfJsonValue(text, ['pomodoros', index]),
  }));
  return draftOf(entries, desk);
}

function draftOf(entries: readonly Entry[], { now, deriveId: derive }: ImportContext): FileRows {
  const skips = createSkipCounter();
  const found: FileRow[] = [];
  for (const { end, length, line } of entries) {
    const session = otherAppSession('marinara', { end, length, phase: 'work' }, derive);
    const judged = length > 0 ? validateSession(session, now) : ({ wrong: 'out_of_range' } as const);
    if ('wrong' in judged) skips.add(judged.wrong, line);
    else found.push({ change: { table: 'pomodoro_sessions', row: judged.row }, line });
  }
  return { source: 'marinara', rows: found, skipped: skips };
}

function wrongColumn({ cells }: CsvRow): string | null {
  const index = columnForms.findIndex((form, column) => !form.test((cells[column] ?? '').trim()));
  return columns[index] ?? null;
}

/** Run lengths written out, if they come to just so many; a forged count of billions is never written out. */
function unpack(pairs: readonly number[], total: number): number[] | null {
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
