import * as v from 'valibot';
import { checkShape } from '../check-shape.ts';
import type { FileRow, FileRows, ReadFile } from '../file-rows.ts';
import type { ImportContext } from '../import-plan.ts';
import { lineOfJsonValue } from '../json-place.ts';
import { createSkipCounter, type FindLine } from '../skipped-rows.ts';
import { validateSession } from '../validate-rows.ts';
import { withoutEmptyEnd, type CsvRow } from './csv.ts';
import { otherAppSession } from './other-app-session.ts';
import { readWhole } from './read-number.ts';

/**
 * `history.csv` has six columns, and its header is in the user's language. They hold the end as ISO 8601, its date, its
 * time, the end in seconds since the epoch (always whole minutes), the offset from UTC in minutes, and the length in
 * seconds. Marinara keeps completed focus sessions only. The first three columns are wrong if the export was made in
 * another time zone than the session, and spreadsheets write them anew. The seconds are always right, so that only
 * they are read.
 */
const width = 6;
const usual: Places = { timestamp: 3, duration: 5 };

/** Where the cells that are read stand in a row. */
interface Places {
  timestamp: number;
  duration: number;
}

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

/** Recognises `history.csv` by its header or, if that is in words of another language, by its first row. */
export function isMarinaraCsv([header, first]: CsvRow[]): boolean {
  const names = header?.cells ?? [];
  if (placesNamed(names)) return true;
  if (withoutEmptyEnd(names).length !== width) return false;
  return names[0]?.includes('ISO 8601') === true || (first !== undefined && isFamiliar(first));
}

export function readMarinaraCsv([header, ...rows]: CsvRow[], context: ImportContext): ReadFile {
  const names = withoutEmptyEnd(header?.cells ?? []);
  const places = placesNamed(names) ?? usual;
  const entries: Entry[] = [];
  for (const { line, cells } of rows) {
    const isWhole = cells.length > Math.max(places.timestamp, places.duration);
    if (!isWhole || withoutEmptyEnd(cells).length > names.length)
      return { refused: { line, reason: 'bad_row' } };
    const end = readWhole(cells[places.timestamp]);
    const length = readWhole(cells[places.duration]);
    if (end === null) return { refused: { line, reason: 'bad_value', place: 'timestamp' } };
    if (length === null) return { refused: { line, reason: 'bad_value', place: 'duration' } };
    entries.push({ end: end * 1000, length: length * 1000, findLine: () => line });
  }
  return rowsOf(entries, context);
}

/** English names stay right where somebody has moved, added or deleted columns. */
function placesNamed(names: readonly string[]): Places | null {
  const timestamp = names.findIndex((name) => /\btimestamp\b.*\bunix\b/i.test(name));
  const duration = names.findIndex((name) => /\bduration\b.*\bseconds\b/i.test(name));
  return timestamp === -1 || duration === -1 ? null : { timestamp, duration };
}

/** Whether a row has the numbers of Marinara's where it has them: whole minutes, an offset and a length. */
function isFamiliar({ cells }: CsvRow): boolean {
  const timestamp = readWhole(cells[usual.timestamp]) ?? 0;
  const isOffset = /^-?\d{1,4}$/.test((cells[usual.timestamp + 1] ?? '').trim());
  return timestamp >= 1e9 && timestamp % 60 === 0 && isOffset && readWhole(cells[usual.duration]) !== null;
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
